"""The same for programs; and what machines of the client are sent."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db
from foundation.webhooks import actions as webhooks
from foundation.webhooks.models import Event, EventBody
from marketplace.accounts.deactivation.actions import deactivate
from marketplace.accounts.deactivation.models import DeactivationReason
from tests.api.asking import Program
from tests.cast import sign_in
from tests.marketplace.accounts.phones import set_up_phone
from tests.payouts.earnings.earned import earned
from tests.payouts.earnings.test_holding import TEXT, held


@pytest.fixture
def keeper(app, cast):
    set_up_phone(cast.fay)
    set_up_phone(cast.cora)
    return Program(app, cast.fay, ["earnings:read", "earnings:keep"])


@pytest.fixture
def own(app, cast):
    return Program(app, cast.omar, ["earnings:read", "earnings:write"])


def until(days: int) -> str:
    return str(clock.now().date() + timedelta(days=days))


def test_ones_own_and_their_sums(cast, own):
    first, _ = earned(cast.omar.id, 3_108, 200)
    held(first, cast.fay)
    items = own.get("/api/v1/earnings").json["items"]
    states = {each["id"]: (each["state"], each["held_because"]) for each in items}
    assert states[str(first)] == ("held", "possible_error")
    assert own.get("/api/v1/earnings/totals").json["items"] == [
        {
            "currency": "EUR",
            "earned_minor": 3_308,
            "taken_minor": 0,
            "payable_minor": 200,
            "held_minor": 3_108,
            "on_its_way_minor": 0,
            "paid_minor": 0,
        }
    ]


def test_holding_extending_objecting_ending(cast, keeper, own):
    (id_,) = earned(cast.omar.id, 3_108)
    said = {"reason": "identity", "until_on": until(3), "text": TEXT}
    made = keeper.post(f"/api/v1/earnings/{id_}/holds", said)
    assert made.status_code == 201
    url = f"/api/v1/holds/{made.json['id']}"
    assert keeper.post(f"/api/v1/earnings/{id_}/holds", said).status_code == 409
    longer = {"until_on": until(9), "text": TEXT}
    assert keeper.post(f"{url}/extensions", longer).json["until_on"] == until(9)
    assert "case_id" in own.post(f"{url}/objections", {"text": "No."}).json
    ended = keeper.post(f"{url}/ending", {"text": "Right."})
    assert ended.json["ended_at"] is not None
    (listed,) = keeper.get("/api/v1/holds").json["items"]
    assert listed["case_id"] is not None
    assert own.get("/api/v1/holds").status_code == 403


def test_proposing_appealing_deciding(app, cast, keeper, own):
    (id_,) = earned(cast.omar.id, 3_108)
    said = {"reason": "arithmetic", "amount_minor": 108, "evidence": "Counted again."}
    made = keeper.post(f"/api/v1/earnings/{id_}/reductions", said)
    url = f"/api/v1/reductions/{made.json['id']}"
    assert own.post(f"{url}/appeals", {"text": "No."}).json["state"] == "appealed"
    decision = {"upheld": True, "text": "It is so."}
    assert keeper.post(f"{url}/decisions", decision).status_code == 409
    other = Program(app, cast.cora, ["earnings:keep"])
    assert other.post(f"{url}/decisions", decision).json["state"] == "applied"
    assert own.get("/api/v1/earnings").json["items"][0]["taken_minor"] == 108


def test_the_clients_machines_learn_that_and_not_why(cast):
    webhooks.add_endpoint(
        "https://example.org/hooks", "", loopback_allowed=False, actor=cast.ada.actor
    )
    (id_,) = earned(cast.omar.id, 3_108)
    held(id_, cast.fay)
    db.session.rollback()
    session = db.session()
    assert set(session.scalars(select(Event.type))) == {"earning.made", "earning.held"}
    for text in session.scalars(select(EventBody.text)):
        assert str(id_) in text
        assert "error" not in text


def test_what_was_earned_stays_open_to_who_is_deactivated(client, cast):
    (id_,) = earned(cast.omar.id, 3_108)
    reason = DeactivationReason.HARASSMENT
    deactivate(cast.omar.id, reason=reason, evidence="Seen.", days=0, actor=cast.cora.actor)
    sign_in(client, cast.omar)
    assert "€31.08" in client.get("/earnings").text
    assert client.get(f"/earnings/{id_}").status_code == 200
