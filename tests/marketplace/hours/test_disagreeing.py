"""A correction counts when the other agrees or is silent; a dispute holds up its own line only."""

import pytest
from sqlalchemy import select

from foundation.actors import Actor
from foundation.cases.models import Case
from foundation.database import db
from marketplace.accounts.roles import Role
from marketplace.hours.approving import approve_hours
from marketplace.hours.correcting import answer_correction, correct_line
from marketplace.hours.disputing import dispute_line, settle_dispute
from marketplace.hours.errors import (
    CorrectionWaits,
    HoursNotFound,
    LineIsDecided,
    NothingDisputed,
    NothingToAnswer,
    NotSeenWhoCame,
    SameAsBefore,
)
from marketplace.hours.models import Because, LineKind, Phase
from tests.marketplace.hours.worked import earned, later, line, over, sheet, tap
from tests.marketplace.takes.played import met, signed_sisters

pytestmark = pytest.mark.usefixtures("session")
CALL = LineKind.CALL


@pytest.fixture
def booking_id(cast):
    return over(cast)


@pytest.fixture
def sheet_id(cast, booking_id):
    return sheet(booking_id, cast.omar).id


def hours(person):
    return [each for each in earned(person) if each[0] == "hours"]


def corrected(person, sheet_id, minutes, kind=CALL):
    correct_line(sheet_id, kind, minutes * 60, Because.PRESSED_LATE, actor=person.actor)


def test_a_correction_counts_once_the_other_side_agrees(cast, booking_id, sheet_id):
    corrected(cast.omar, sheet_id, 200)
    assert line(booking_id, cast.omar, CALL).seconds == 170 * 60
    answer_correction(sheet_id, CALL, True, actor=cast.ben.actor)
    approve_hours(sheet_id, actor=cast.ben.actor)
    assert hours(cast.omar) == [("hours", 10, 1000), ("hours", 200, 20000)]


def test_who_is_silent_for_seven_days_agrees(cast, sheet_id):
    later(days=5)
    corrected(cast.omar, sheet_id, 200)
    later(days=2)
    assert hours(cast.omar) == [("hours", 10, 1000)]
    later(days=5)
    assert hours(cast.omar) == [("hours", 10, 1000), ("hours", 200, 20000)]


def test_nobody_answers_their_own_correction(cast, sheet_id):
    corrected(cast.ben, sheet_id, 100)
    for own in (cast.ben, cast.ada):
        with pytest.raises(NothingToAnswer):
            answer_correction(sheet_id, CALL, True, actor=own.actor)
    with pytest.raises(HoursNotFound):
        answer_correction(sheet_id, CALL, True, actor=cast.mira.actor)


def test_a_line_waits_for_one_answer_at_a_time(cast, sheet_id):
    corrected(cast.omar, sheet_id, 200)
    with pytest.raises(CorrectionWaits):
        corrected(cast.ben, sheet_id, 100)
    with pytest.raises(SameAsBefore):
        corrected(cast.ben, sheet_id, 10, LineKind.BREAK)


def test_a_no_goes_to_compliance_and_the_rest_goes_on(cast, booking_id, sheet_id):
    corrected(cast.omar, sheet_id, 200)
    answer_correction(sheet_id, CALL, False, actor=cast.ben.actor)
    approve_hours(sheet_id, actor=cast.ben.actor)
    assert hours(cast.omar) == [("hours", 10, 1000)]
    assert sheet(booking_id, cast.omar).settled_at is None
    case = db.session().scalars(select(Case)).one()
    assert case.owner_id in (cast.cora.id, cast.admin.id)
    assert case.about == f"/bookings/{booking_id}/hours"


def test_compliance_says_what_it_was_and_it_is_paid_at_once(cast, booking_id, sheet_id):
    dispute_line(sheet_id, CALL, "I stayed longer.", actor=cast.omar.actor)
    with pytest.raises(HoursNotFound):
        settle_dispute(sheet_id, CALL, 0, actor=cast.ben.actor)
    settle_dispute(sheet_id, CALL, 190 * 60, actor=cast.cora.actor)
    assert hours(cast.omar) == [("hours", 190, 19000)]
    with pytest.raises(NothingDisputed):
        settle_dispute(sheet_id, CALL, 200 * 60, actor=cast.cora.actor)


@pytest.mark.parametrize(("asked", "paid"), [(200, 20000), (100, 17000)])
def test_a_dispute_that_nobody_decides_is_as_the_performer_says(cast, sheet_id, asked, paid):
    by, other = (cast.omar, cast.ben) if asked == 200 else (cast.ben, cast.omar)
    corrected(by, sheet_id, asked)
    answer_correction(sheet_id, CALL, False, actor=other.actor)
    later(days=6)
    assert hours(cast.omar) == []
    later(days=1, minutes=1)
    assert [amount for _, _, amount in hours(cast.omar)] == sorted([1000, paid])


def test_nobody_settles_their_own_hours_or_their_own_dispute(cast, sheet_id):
    """Also who is of compliance themselves."""
    dispute_line(sheet_id, CALL, "It was shorter.", actor=cast.ben.actor)
    for person in (cast.omar, cast.ben):
        with pytest.raises(HoursNotFound):
            settle_dispute(sheet_id, CALL, 0, actor=Actor(person.id, Role.COMPLIANCE))
    settle_dispute(sheet_id, CALL, 170 * 60, actor=cast.cora.actor)
    assert hours(cast.omar) == [("hours", 170, 17000)]


def test_nothing_is_settled_before_it_is_seen_who_came(cast):
    """A minimum call that follows from that would be paid beside the hours, not for them."""
    booking_id = met(cast, signed_sisters(cast))
    tap(booking_id, cast.omar, (Phase.WORK, 0), (Phase.END, 5))
    sheet_id = sheet(booking_id, cast.omar).id
    dispute_line(sheet_id, CALL, "I stayed longer.", actor=cast.omar.actor)
    with pytest.raises(NotSeenWhoCame):
        settle_dispute(sheet_id, CALL, 600, actor=cast.cora.actor)
    later(minutes=11)
    settle_dispute(sheet_id, CALL, 600, actor=cast.cora.actor)
    assert hours(cast.omar) == [("hours", 10, 1000)]


def test_what_is_decided_is_neither_corrected_nor_disputed(cast, sheet_id):
    approve_hours(sheet_id, actor=cast.ben.actor)
    with pytest.raises(LineIsDecided):
        corrected(cast.omar, sheet_id, 200)
    with pytest.raises(LineIsDecided):
        dispute_line(sheet_id, CALL, "More.", actor=cast.omar.actor)


def test_what_is_posted_is_not_open_to_question(cast, sheet_id):
    with pytest.raises(HoursNotFound):
        corrected(cast.ben, sheet_id, 0, LineKind.DE_ROLE)
