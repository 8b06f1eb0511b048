"""Hours are approved by the client, line by line or all at once, or by themselves in time."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from consent.keeping.openings import write_opened
from consent.ledger.explaining.working import HoursApproved
from consent.ledger.openings.writing import Opened
from consent.signing.queries import work_thread_of
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings.models import Booking, BookingState
from marketplace.bookings.news import name_of
from marketplace.hours import earning, news, policy, steps
from marketplace.hours.errors import EndNotAgreed, HoursNotFound, NothingToApprove
from marketplace.hours.models import HoursDecision, LineKind, Timesheet
from marketplace.hours.standing import standings
from marketplace.pricing.engaged import Engaged, engaged
from marketplace.pricing.publishing import local_day


def approve_hours(sheet_id: UUID, kinds: Collection[LineKind] = (), *, actor: Actor) -> None:
    """These lines, or all that nothing waits about. What is disputed does not hold up the rest."""
    with transaction() as session:
        sheet = steps.locked(session, sheet_id)
        if not policy.may_approve(actor, sheet):
            raise HoursNotFound
        if sheet.end_agreed_at is None:
            raise EndNotAgreed(name_of(session, sheet.performer_id))
        if not is_judged(session, sheet) or not decide_open(session, sheet, kinds, actor=actor):
            raise NothingToApprove


def agree_to_end(sheet_id: UUID, *, actor: Actor) -> None:
    """By the performer: the planned end, that nobody pressed, is when it was."""
    with transaction() as session:
        sheet = steps.locked(session, sheet_id)
        if not policy.is_theirs(actor, sheet):
            raise HoursNotFound
        if sheet.end_agreed_at is None:
            sheet.end_agreed_at = now()
            steps.record(session, sheet, "end_agreed", actor=actor)


def is_judged(session: Session, sheet: Timesheet) -> bool:
    """Whether it is known yet who came: a minimum call may follow from that."""
    booking = session.get_one(Booking, sheet.booking_id, populate_existing=True)
    return booking.judged_at is not None or booking.state is not BookingState.CONFIRMED


def decide_open(
    session: Session, sheet: Timesheet, kinds: Collection[LineKind] = (), *, actor: Actor
) -> bool:
    """A step, under the timesheet's lock: whether there was anything to decide."""
    found = standings(session, sheet)
    wanted = {kind: each.seconds for kind, each in found.items() if each.may_be_decided}
    if kinds:
        wanted = {kind: seconds for kind, seconds in wanted.items() if kind in kinds}
    decide(session, sheet, wanted, actor=actor)
    return bool(wanted)


def decide(
    session: Session, sheet: Timesheet, wanted: dict[LineKind, int], *, actor: Actor
) -> None:
    """A step: facts, budget, ledger and notices of one decision, kept whole or not at all."""
    if not wanted:
        return
    of = engaged(session, [sheet.engagement_id])[sheet.engagement_id]
    made = [
        earning.decide_line(session, sheet, of, kind, seconds, actor=actor)
        for kind, seconds in wanted.items()
    ]
    topped_up_minor = 0
    if all(each.decision is not None for each in standings(session, sheet).values()):
        sheet.settled_at = now()
        fact = earning.top_up(session, sheet, of, actor=actor)
        topped_up_minor = fact.amount_minor if fact else 0
    earning.cover(session, sheet, of)
    _enter(session, sheet, of, made, topped_up_minor, actor)
    steps.record(session, sheet, "approved", actor=actor, lines=[each.value for each in wanted])
    news.tell_approved(session, sheet, actor)


def _enter(
    session: Session,
    sheet: Timesheet,
    of: Engaged,
    made: Sequence[HoursDecision],
    topped_up_minor: int,
    actor: Actor,
) -> None:
    """In the ledger, under the paper that this work was signed for. Nothing is entered where none
    is kept: what was earned is a fact without it."""
    minutes = sum(each.minutes for each in made if each.kind is not LineKind.UNPAID_BREAK)
    amount_minor = topped_up_minor + sum(each.amount_minor - each.prepaid_minor for each in made)
    work = work_thread_of(session, sheet.engagement_id, sheet.performer_id)
    if work is None or not (minutes or amount_minor):
        return
    booking = session.get_one(Booking, sheet.booking_id)
    opening = HoursApproved(
        person=sheet.performer_id,
        at=now(),
        agreement=work.agreement_id,
        worked_on=local_day(booking.starts_at, booking.zone),
        minutes=minutes,
        amount_minor=amount_minor,
        currency=of.pay.currency,
        booking=booking.id,
    )
    write_opened(session, [Opened(opening=opening, thread=work.thread, actor=actor.role)])
