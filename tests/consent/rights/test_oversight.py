"""Pages on which compliance pauses, ends and invalidates, and what they put on record."""

import re

import pytest
from sqlalchemy import select

from consent.grants.models import Right, State
from consent.keeping.readings import readings_of
from consent.ledger.explaining.words import Flaw
from consent.rights.invalidating import propose_invalidation
from foundation.ids import new_id
from tests.cast import NORTHLAB, sign_in
from tests.consent.recordings.performed import recorded
from tests.consent.rights.test_pages import text

SURE_OF_NONE = {"sure": "yes", "seen": "0"}


@pytest.fixture
def cora(client, cast):
    sign_in(client, cast.cora)
    return client


def states(session):
    session.rollback()
    return sorted(session.scalars(select(Right.state)))


def test_a_client_is_paused_and_the_pause_is_lifted(cora, cast):
    recorded(cast.omar.id)
    form = {"cause": "client_breach", "client": str(NORTHLAB), "sure": "yes", "seen": "1"}
    on = cora.post("/compliance/rights/pauses", data=form, follow_redirects=True)
    assert "All given for Northlab" in text(on)
    (lift,) = re.findall(r'action="(/compliance/rights/pauses/[^"]+/lift)"', on.text)
    assert "No pause of ours stands" in text(cora.post(lift, follow_redirects=True))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Choose one"),
        ({"cause": "dispute"}, "This cause is not one"),
        ({"cause": "strike", "client": str(NORTHLAB), **SURE_OF_NONE}, "This cause is not one"),
        ({"cause": "dispute", "client": "Northlab"}, "An id has 32"),
    ],
)
def test_a_pause_that_cannot_be_says_why(cora, form, said):
    answer = cora.post("/compliance/rights/pauses", data=form)
    assert (answer.status_code, said in text(answer)) == (422, True)


def test_all_of_a_client_is_ended_for_a_reason(cora, session, cast):
    recorded(cast.omar.id)
    form = {"ending": "client_breach", "client": str(NORTHLAB), "sure": "yes", "seen": "1"}
    without = cora.post("/compliance/rights/terminate", data=form)
    assert (without.status_code, "Say why" in text(without)) == (422, True)
    cora.post("/compliance/rights/terminate", data={**form, "reason": "Sold on."})
    assert states(session) == [State.TERMINATED]
    again = {**form, **SURE_OF_NONE, "reason": "Sold on."}
    assert cora.post("/compliance/rights/terminate", data=again).status_code == 422


def test_whom_compliance_looks_at_is_shown_it(cora, session, cast):
    (grant,) = recorded(cast.omar.id)
    page = cora.get(f"/compliance/rights/{grant.recording_id}")
    assert "Omar" in text(page)
    assert len(readings_of(session, cast.omar.id)) == 1
    assert cora.get(f"/compliance/rights/{new_id()}").status_code == 404


def test_one_recording_is_paused_for_a_cause_and_resumed(cora, cast):
    (grant,) = recorded(cast.omar.id)
    path = f"/compliance/rights/{grant.recording_id}"
    data = {"cause": "dispute"}
    assert "Paused" in text(cora.post(f"{path}/suspend", data=data, follow_redirects=True))
    resumed = text(cora.post(f"{path}/resume", data=data, follow_redirects=True))
    assert "is over" in resumed


def test_one_consent_is_ended(cora, session, cast):
    omars, _ = recorded(cast.omar.id, cast.mira.id)
    form = {"ending": "legal_duty", "reason": "A court said so."}
    cora.post(f"/compliance/rights/grants/{omars.id}/terminate", data=form)
    assert states(session) == [State.GIVEN, State.TERMINATED]


def test_who_proposed_it_is_not_offered_to_confirm_it(client, session, cast):
    (grant,) = recorded(cast.omar.id)
    propose_invalidation(grant.id, Flaw.PRESSURE, "Not free.", actor=cast.cora.actor)
    sign_in(client, cast.cora)
    assert "/confirm" not in client.get("/compliance/rights").text
    sign_in(client, cast.admin)
    page = client.get("/compliance/rights").text
    (confirm,) = re.findall(r'action="([^"]+/confirm)"', page)
    client.post(confirm)
    assert states(session) == [State.INVALIDATED]


@pytest.mark.parametrize(
    ("path", "form", "holders"),
    [
        ("pauses", {"cause": "client_breach"}, "who keep it and get no other 0"),
        ("terminate", {"ending": "client_breach", "reason": "Sold on."}, "told to stop 0"),
    ],
)
def test_how_many_of_whom_is_said_before_anything_happens(cora, session, cast, path, form, holders):
    recorded(cast.omar.id, cast.mira.id, count=3)
    asked = cora.post(f"/compliance/rights/{path}", data={**form, "client": str(NORTHLAB)})
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", asked.text))
    for line in (
        "in force 6",
        "Recordings 3",
        "each of whom is told 2",
        "Clients 1",
        "Northlab",
        holders,
    ):
        assert line in said
    assert states(session) == [State.GIVEN] * 6
    assert "No pause of ours stands" in text(cora.get("/compliance/rights"))
    sent = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked.text))
    assert cora.post(f"/compliance/rights/{path}", data=sent).status_code == 302


@pytest.mark.parametrize("seen", [None, "1", "many"])
def test_of_another_number_than_was_shown_nothing_happens(cora, session, cast, seen):
    recorded(cast.omar.id, count=2)
    form = {"ending": "client_breach", "reason": "Sold on.", "client": str(NORTHLAB), "sure": "yes"}
    sent = {**form, "seen": seen} if seen else form
    refused = cora.post("/compliance/rights/terminate", data=sent)
    assert refused.status_code == 409
    assert "Nothing has happened yet" in text(refused)
    assert states(session) == [State.GIVEN] * 2
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', refused.text))
    assert cora.post("/compliance/rights/terminate", data=again).status_code == 302
    assert states(session) == [State.TERMINATED] * 2


def test_a_search_leads_to_all_that_somebody_gave(cora, cast):
    recorded(cast.omar.id)
    found = cora.get("/compliance/search?q=omar").text
    assert f'href="/compliance/rights?performer={cast.omar.id}"' in found
    page = cora.get(f"/compliance/rights?performer={cast.omar.id}").text
    assert page.count(f'value="{cast.omar.id}"') == 2
