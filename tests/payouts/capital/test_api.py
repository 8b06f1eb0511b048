"""Programs of finance bring our own money to Stripe; our bank is asked once, by two people where it
is much."""

import pytest
from sqlalchemy import select

from foundation.database import db
from foundation.webhooks.models import Event
from payouts.capital import asking, queries
from payouts.capital.models import OwnTopUpState
from payouts.stripe_gateway.errors import StripeUnavailable
from tests.access.things import an_endpoint
from tests.api.asking import Program
from tests.marketplace.accounts.phones import set_up_phone
from tests.payouts.capital.test_topping_up import MUCH, asked, row, there
from tests.payouts.raised_limits import limit
from tests.payouts.standing_in_for_stripe import hear, run

PATH = "/api/v1/own-top-ups"
NEW = {"amount_minor": 50_000, "currency": "USD", "because": "Friday's run."}


@pytest.fixture
def fay(app, cast):
    set_up_phone(cast.fay)
    return Program(app, cast.fay)


def heard() -> list[str]:
    db.session.rollback()
    found = db.session().scalars(select(Event).order_by(Event.announced_at, Event.id))
    return [each.type for each in found]


def test_it_is_asked_for_once_and_each_step_is_heard_of(at_stripe, cast, fay):
    an_endpoint(cast.admin)
    made = [fay.post(PATH, NEW, key="the-same-key") for _ in range(2)]
    assert [(each.status_code, each.json["state"]) for each in made] == [(201, "asked")] * 2
    assert there(at_stripe) == []
    for _ in range(2):
        run("own_top_ups.finish")
    assert [each.amount for each in there(at_stripe)] == [50_000]
    at_stripe.lever(f"topups/{row().stripe_id}/succeed")
    hear()
    [listed] = fay.get(PATH).json["items"]
    assert listed == fay.get(f"{PATH}/{listed['id']}").json
    assert listed["state"] == "succeeded"
    assert sorted(heard()) == [f"own_top_up.{each}" for each in ("asked", "pending", "succeeded")]


def test_above_the_limit_another_person_approves_or_drops_it(at_stripe, app, cast, fay):
    set_up_phone(cast.admin)
    admin = Program(app, cast.admin)
    one = fay.post(PATH, {**NEW, "amount_minor": MUCH}).json
    assert one["state"] == "proposed"
    assert fay.post(f"{PATH}/{one['id']}/approval", {}).status_code == 409
    assert admin.post(f"{PATH}/{one['id']}/approval", {}).json["state"] == "asked"
    two = fay.post(PATH, {**NEW, "amount_minor": MUCH}).json
    assert fay.post(f"{PATH}/{two['id']}/dropping", {}).json["state"] == "dropped"
    run("own_top_ups.finish")
    assert [each.amount for each in there(at_stripe)] == [MUCH]


def test_it_is_cancelled_by_the_next_look(at_stripe, cast, fay):
    asked(cast)
    path = f"{PATH}/{row().id}/cancellation"
    assert fay.post(path, {}).json["state"] == "pending"
    run("own_top_ups.finish")
    assert (row().state, there(at_stripe)[0].status) == (OwnTopUpState.CANCELED, "canceled")
    assert queries.cancelling(db.session()) == []
    assert fay.post(path, {}).status_code == 409


@pytest.mark.parametrize("mode", ["drop_after_commit", "drop_before"])
def test_a_cancelling_that_broke_off_is_finished(at_stripe, cast, mode):
    asked(cast)
    at_stripe.lever("fail_next", mode=mode, path="/v1/topups", count=9)
    with pytest.raises(StripeUnavailable):
        asking.cancel(row().id, actor=cast.fay.actor)
    at_stripe.lever("fail_next", mode="none")
    run("own_top_ups.finish")
    assert row().state is OwnTopUpState.CANCELED


def test_nobody_tops_up_alone_by_a_limit_they_raised_themselves(at_stripe, cast, fay):
    limit(cast.fay.actor, MUCH * 10)
    assert fay.post(PATH, {**NEW, "amount_minor": MUCH}).json["state"] == "proposed"


@pytest.mark.parametrize("wrong", [{"amount_minor": 0}, {"because": " "}, {"currency": "XAF"}])
def test_what_cannot_be_is_refused(fay, wrong):
    assert fay.post(PATH, {**NEW, **wrong}).status_code in (409, 422)
