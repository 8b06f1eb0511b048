"""What a booking's log makes is approved, paid once, and entered in the ledger at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.keeping.openings import read
from consent.ledger.openings.models import LedgerOpening
from foundation.actors import SYSTEM
from foundation.clock import hold
from foundation.database import db, transaction
from marketplace.bookings import steps as bookings
from marketplace.bookings.costs import pay_minimum_call
from marketplace.bookings.rules import Due
from marketplace.budgets.models import Budget
from marketplace.facts.models import Fact
from marketplace.hours import pressing
from marketplace.hours.approving import agree_to_end, approve_hours
from marketplace.hours.errors import (
    EndNotAgreed,
    HoursNotFound,
    LogNotOpen,
    NothingToApprove,
    NothingToEnd,
)
from marketplace.hours.models import LineKind, LogEvent, Phase
from tests.marketplace.bookings.booked import CALL
from tests.marketplace.hours.worked import BEGIN, earned, later, line, over, run, sheet, tap
from tests.marketplace.takes.played import met, signed_sisters

pytestmark = pytest.mark.usefixtures("session")
A_DAY = [
    ("briefing", 1, 1500),
    ("de_role", 10, 1000),
    ("hours", 10, 1000),
    ("hours", 170, 17000),
    ("tech_check", 1, 1000),
]
"""Three hours at 60 euros, ten minutes of them a paid break, and what is posted besides."""


def ledger_minutes(person):
    session = db.session()
    ids = session.scalars(
        select(LedgerOpening.event_id).where(LedgerOpening.person_id == person.id)
    ).all()
    found = [each.payload for each in read(session, ids).values()]
    return [(each["minutes"], each["amount_minor"]) for each in found if "minutes" in each]


def pay_minimum(booking_id, person):
    """As where others did not come."""
    with transaction() as session:
        booking = bookings.locked(session, booking_id)
        held = next(
            each for each in bookings.held(session, booking) if each.place.performer_id == person.id
        )
        pay_minimum_call(session, booking, Due(held, held.minimum_call), actor=SYSTEM)


def test_a_day_is_approved_paid_and_entered(cast):
    booking_id = over(cast)
    approve_hours(sheet(booking_id, cast.omar).id, actor=cast.ben.actor)
    assert earned(cast.omar) == A_DAY
    assert earned(cast.mira) == []
    assert ledger_minutes(cast.omar) == [(190, 21500)]
    assert sheet(booking_id, cast.omar).settled_at is not None


def test_what_nobody_answers_is_approved_by_itself_after_seven_days(cast):
    over(cast)
    later(days=6, hours=23)
    assert earned(cast.omar) == []
    later(hours=1)
    assert earned(cast.omar) == earned(cast.mira) == A_DAY
    later(days=1)
    assert earned(cast.omar) == A_DAY


def test_approving_twice_is_refused_and_pays_once(cast):
    booking_id = over(cast)
    sheet_id = sheet(booking_id, cast.omar).id
    approve_hours(sheet_id, [LineKind.CALL], actor=cast.ben.actor)
    with pytest.raises(NothingToApprove):
        approve_hours(sheet_id, [LineKind.CALL], actor=cast.ada.actor)
    approve_hours(sheet_id, actor=cast.ada.actor)
    assert earned(cast.omar) == A_DAY


@pytest.mark.parametrize("who", ["omar", "mira", "vera", "rolf", "cleo", "cora"])
def test_only_the_client_whose_budget_it_is_approves(cast, who):
    booking_id = over(cast)
    with pytest.raises(HoursNotFound):
        approve_hours(sheet(booking_id, cast.omar).id, actor=getattr(cast, who).actor)


def test_a_short_day_is_filled_up_to_the_minimum_call(cast):
    booking_id = over(cast, *BEGIN, (Phase.END, 45))
    approve_hours(sheet(booking_id, cast.omar).id, actor=cast.ben.actor)
    on_call = [each for each in earned(cast.omar) if each[0] in ("hours", "minimum_call")]
    assert on_call == [("hours", 45, 4500), ("minimum_call", 1, 7500)]


def test_a_minimum_call_that_was_paid_already_is_not_paid_again(cast):
    booking_id = met(cast, signed_sisters(cast))
    pay_minimum(booking_id, cast.omar)
    tap(booking_id, cast.omar, *BEGIN, (Phase.END, 150))
    run("bookings.attend")
    approve_hours(sheet(booking_id, cast.omar).id, actor=cast.ben.actor)
    on_call = [each for each in earned(cast.omar) if each[0] in ("hours", "minimum_call")]
    assert on_call == [("hours", 150, 3000), ("minimum_call", 120, 12000)]


def test_an_end_that_nobody_pressed_is_proposed_and_wants_the_performers_yes(cast):
    booking_id = met(cast, signed_sisters(cast))
    tap(booking_id, cast.ben, *BEGIN)
    hold(CALL + timedelta(hours=4))
    later(hours=1, minutes=1)
    found = sheet(booking_id, cast.omar)
    assert (found.ends_at, found.end_agreed_at) == (CALL + timedelta(hours=3), None)
    with pytest.raises(EndNotAgreed):
        approve_hours(found.id, actor=cast.ben.actor)
    agree_to_end(found.id, actor=cast.omar.actor)
    approve_hours(found.id, actor=cast.ben.actor)
    assert line(booking_id, cast.omar, LineKind.CALL).decision.minutes == 180


def test_both_sides_tap_one_log(cast):
    booking_id = met(cast, signed_sisters(cast))
    tap(booking_id, cast.omar, (Phase.WORK, 1))
    tap(booking_id, cast.ben, (Phase.WORK, 2))
    rows = db.session().scalars(select(LogEvent).where(LogEvent.booking_id == booking_id)).all()
    assert [(row.at, row.by, row.zone) for row in rows] == [
        (CALL + timedelta(minutes=1), cast.omar.id, "Europe/Berlin")
    ]


def test_the_log_is_closed_before_its_time_and_after_its_end(cast):
    booking_id = met(cast, signed_sisters(cast))
    with pytest.raises(NothingToEnd):
        pressing.press(booking_id, Phase.END, actor=cast.omar.actor)
    with pytest.raises(LogNotOpen):
        tap(booking_id, cast.omar, (Phase.WORK, -31))
    tap(booking_id, cast.omar, *BEGIN, (Phase.END, 60))
    with pytest.raises(LogNotOpen):
        pressing.press(booking_id, Phase.WORK, actor=cast.ben.actor)
    with pytest.raises(HoursNotFound):
        pressing.press(booking_id, Phase.WORK, actor=cast.rolf.actor)


def test_more_than_the_budget_has_is_paid_and_said(cast):
    booking_id = met(cast, signed_sisters(cast))
    tap(booking_id, cast.omar, *BEGIN, (Phase.END, 600))
    run("bookings.attend")
    db.session().query(Budget).update({Budget.confirmed_minor: Budget.committed_minor})
    db.session.commit()
    approve_hours(sheet(booking_id, cast.omar).id, actor=cast.ben.actor)
    assert ("hours", 600, 60000) in earned(cast.omar)
    assert sheet(booking_id, cast.omar).uncovered_minor > 0


def test_the_facts_name_the_day_of_the_work_and_who_decided(cast):
    booking_id = over(cast)
    approve_hours(sheet(booking_id, cast.omar).id, actor=cast.ben.actor)
    fact = db.session().scalars(select(Fact).where(Fact.kind == "de_role")).one()
    assert (fact.worked_on.isoformat(), fact.decided_by) == ("2026-04-13", cast.ben.id)
