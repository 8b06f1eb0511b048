"""A receipt for each thing that happens to consent, read by the standard's list of fields."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from consent.keeping.openings import lines_of
from consent.ledger.explaining.words import Ending, Flaw, SuspensionCause, Use
from consent.rights import ending_all, invalidating, jobs, one_use, pausing
from consent.rights.errors import NoReceipt, RightNotFound
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.queries import offers_to
from consent.rights.receipts import RECEIPTED, receipt
from consent.rights.renewing import accept_renewal
from consent.rights.withdrawing import withdraw_recording
from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import db
from foundation.web import settings
from tests.cast import sign_in
from tests.consent.recordings.performed import recorded
from tests.consent.rights.test_ends import run
from tests.consent.signing.test_receipts import MAY_BE_EMPTY, missing

pytestmark = pytest.mark.usefixtures("app")
NO_GENERATION = Narrowing(stopped=frozenset((Use.GENERATIVE_TRAINING,)))
DISPUTE = SuspensionCause.DISPUTE


@pytest.fixture
def grant(cast):
    (made,) = recorded(cast.omar.id)
    return made


def entries(session, grant):
    """Of consent, in order: type and id."""
    session.rollback()
    lines = [line.entry.event for line in lines_of(session, [grant.thread])]
    return [(each.type.value, each.id) for each in lines if each.type in RECEIPTED]


def last(session, grant, person):
    entry_id = entries(session, grant)[-1][1]
    return receipt(session, grant.recording_id, entry_id, settings(), actor=person.actor)


def withdraw(grant, cast):
    withdraw_recording(grant.recording_id, actor=cast.omar.actor)


def narrow(grant, cast):
    narrow_recording(grant.recording_id, NO_GENERATION, actor=cast.omar.actor)


def pause(grant, cast):
    pausing.suspend_recording(grant.recording_id, actor=cast.omar.actor)


def resume(grant, cast):
    pause(grant, cast)
    pausing.resume_recording(grant.recording_id, actor=cast.omar.actor)


def dispute(grant, cast):
    pausing.suspend_for_cause(grant.recording_id, DISPUTE, actor=cast.cora.actor)


def expire(grant, cast):
    clock.hold(datetime(2029, 3, 2, tzinfo=UTC))
    run(jobs.expire_grants)


def renew(grant, cast):
    clock.hold(datetime(2029, 2, 1, tzinfo=UTC))
    run(jobs.offer_renewals)
    ((offer, _),) = offers_to(db.session(), cast.omar.id)
    accept_renewal(offer.id, actor=cast.omar.actor)


def terminate(grant, cast):
    ending_all.terminate_grant(grant.id, Ending.ENGAGEMENT_ENDED, "It is over.", actor=SYSTEM)


def invalidate(grant, cast):
    reason = "Another signed."
    proposed = invalidating.propose_invalidation(
        grant.id, Flaw.WRONG_PERSON, reason, actor=cast.cora.actor
    )
    invalidating.confirm_invalidation(proposed, actor=cast.admin.actor)


EVENTS = {
    "consent.given": (lambda grant, cast: None, "given"),
    "consent.narrowed": (narrow, "given"),
    "consent.suspended": (pause, "suspended"),
    "consent.resumed": (resume, "given"),
    "consent.withdrawn": (withdraw, "withdrawn"),
    "consent.expired": (expire, "expired"),
    "consent.renewed": (renew, "renewed"),
    "consent.terminated": (terminate, "terminated"),
    "consent.invalidated": (invalidate, "invalidated"),
}


def test_no_kind_of_event_is_left_out():
    assert {each.value for each in RECEIPTED} == set(EVENTS)


@pytest.mark.parametrize("change", EVENTS)
def test_each_event_has_a_receipt_with_every_mandatory_field(session, cast, grant, change):
    happen, state = EVENTS[change]
    happen(grant, cast)
    found = last(session, grant, cast.omar)
    assert missing(found) == []
    assert (found["change"], found["events"][-1]["event_state"]) == (change, state)
    assert found["proof"]["entry"] == entries(session, grant)[-1][1]
    assert found["proof"]["opening"]["payload"]["recording"] == str(grant.recording_id)


@pytest.mark.parametrize("field", ["validity_duration", "event_state"])
def test_a_field_that_is_left_out_would_be_found(session, cast, grant, field):
    found = last(session, grant, cast.omar)
    assert field not in MAY_BE_EMPTY
    del found["events"][-1][field]
    assert missing(found) == [("events", field)]


def test_what_ended_permits_nothing_and_what_goes_on_until_its_day(session, cast, grant):
    given = last(session, grant, cast.omar)["events"][-1]
    days = (date(2029, 3, 1) - clock.now().date()).days + 1
    assert given["validity_duration"] == f"P{days}D"
    withdraw(grant, cast)
    events = last(session, grant, cast.omar)["events"]
    assert [each["validity_duration"] for each in events] == [f"P{days}D", "P0D"]


def test_a_narrowed_receipt_says_what_is_left_and_the_first_what_there_was(session, cast, grant):
    first = entries(session, grant)[0][1]
    narrow(grant, cast)
    left = {each["purpose_type"] for each in last(session, grant, cast.omar)["processing"]}
    assert left == {"review", "evaluation"}
    before = receipt(session, grant.recording_id, first, settings(), actor=cast.omar.actor)
    assert "generative_training" in {each["purpose_type"] for each in before["processing"]}
    assert len(before["events"]) == 1


def test_consent_goes_on_where_one_use_is_paused_or_another_pause_stands(session, cast, grant):
    evaluation = frozenset((Use.EVALUATION,))
    pausing.suspend_recording(grant.recording_id, uses=evaluation, actor=cast.omar.actor)
    assert last(session, grant, cast.omar)["events"][-1]["event_state"] == "given"
    dispute(grant, cast)
    one_use.resume_uses(grant.recording_id, evaluation, actor=cast.omar.actor)
    found = last(session, grant, cast.omar)["events"]
    assert [each["event_state"] for each in found[-2:]] == ["suspended", "suspended"]
    assert [each["entity_id"] for each in found[-2:]] == ["operator", str(cast.omar.id)]


def test_a_pause_that_ran_out_suspends_nothing_in_a_later_receipt(session, cast, grant):
    pausing.suspend_recording(grant.recording_id, until=clock.now().date(), actor=cast.omar.actor)
    clock.move(timedelta(days=1))
    narrow(grant, cast)
    assert last(session, grant, cast.omar)["events"][-1]["event_state"] == "given"


def test_a_receipt_is_for_whose_consent_it_is(session, cast, grant):
    entry_id = entries(session, grant)[0][1]
    for person in (cast.mira, cast.ada, cast.cora):
        with pytest.raises(RightNotFound):
            receipt(session, grant.recording_id, entry_id, settings(), actor=person.actor)


def test_of_what_is_no_consent_there_is_no_receipt(session, cast, grant):
    lines = lines_of(session, [grant.thread])
    (accepted,) = [e.entry.event.id for e in lines if e.entry.event.type.value == "take.accepted"]
    with pytest.raises(NoReceipt):
        receipt(session, grant.recording_id, accepted, settings(), actor=cast.omar.actor)


def test_a_partners_event_has_no_receipt_for_oneself(session, cast):
    mine, theirs = recorded(cast.omar.id, cast.mira.id)
    entry_id = entries(session, theirs)[0][1]
    with pytest.raises(NoReceipt):
        receipt(session, mine.recording_id, entry_id, settings(), actor=cast.omar.actor)


def test_each_line_of_consent_on_the_page_leads_to_its_receipt(client, session, cast, grant):
    narrow(grant, cast)
    sign_in(client, cast.omar)
    page = client.get(f"/rights/{grant.recording_id}").get_data(as_text=True)
    found = re.findall(rf"/rights/{grant.recording_id}/receipts/([A-Za-z0-9_-]+)", page)
    assert set(found) == {entry_id for _, entry_id in entries(session, grant)}
    answer = client.get(f"/rights/{grant.recording_id}/receipts/{found[0]}")
    assert answer.json["change"] == "consent.narrowed"
    assert "receipt-" in answer.headers["Content-Disposition"]
