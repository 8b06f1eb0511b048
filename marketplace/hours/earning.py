"""The facts of a decision about hours, and what they take of the budget."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.money import Money
from marketplace.bookings.costs import minimum_call_cause, minimum_call_paid
from marketplace.bookings.models import Booking, BookingState
from marketplace.budgets.errors import BudgetTooSmall
from marketplace.budgets.steps import commit
from marketplace.facts.models import Fact, FactKind
from marketplace.hours.models import HoursDecision, LineKind, Timesheet
from marketplace.hours.worth import ON_CALL, Price, minutes_of, price_of
from marketplace.pricing.engaged import Engaged
from marketplace.pricing.publishing import Earned, local_day, publish_earned
from marketplace.requests.costing import with_fee

BEYOND = "hours.beyond"
_ONCE_AN_ENGAGEMENT = frozenset((LineKind.TECH_CHECK, LineKind.BRIEFING))


def cause_of(sheet: Timesheet, kind: LineKind) -> UUID:
    """Tech check and briefing are posted once for the whole engagement."""
    if kind in _ONCE_AN_ENGAGEMENT:
        return sheet.engagement_id
    return uuid5(sheet.id, kind.value)


def decide_line(
    session: Session,
    sheet: Timesheet,
    of: Engaged,
    kind: LineKind,
    seconds: int,
    *,
    actor: Actor,
) -> HoursDecision:
    """A step, under the timesheet's lock: the decision with its fact, once."""
    price = price_of(of, kind, seconds)
    amount_minor = price.amount.amount_minor if price else 0
    prepaid = min(amount_minor, _prepaid_left(session, sheet)) if kind in ON_CALL else 0
    decision = HoursDecision(
        timesheet_id=sheet.id,
        kind=kind,
        seconds=seconds,
        minutes=minutes_of(seconds),
        amount_minor=amount_minor,
        prepaid_minor=prepaid,
        by=actor.id,
    )
    session.add(decision)
    session.flush()
    if price is not None:
        _publish(session, sheet, of, cause_of(sheet, kind), price, prepaid, actor)
    return decision


def top_up(session: Session, sheet: Timesheet, of: Engaged, *, actor: Actor) -> Fact | None:
    """A step, when every line is decided: what the minimum call lacks. Nothing where a rule of
    the booking paid it already, and where nothing was played."""
    if sheet.ends_at <= sheet.starts_at or _paid_before(session, sheet):
        return None
    earned = sum(each.amount_minor for each in decisions(session, sheet) if each.kind in ON_CALL)
    minimum = of.pay.hourly().for_minutes(of.pay.minimum_call_minutes).amount_minor
    lacking = max(0, minimum - earned)
    price = Price(
        fact=FactKind.MINIMUM_CALL,
        amount=of.pay.of(lacking),
        quantity=1,
        unit="booking",
        rate_minor=lacking,
        rule="pay.minimum_call_minutes",
        label="What the minimum call lacked",
    )
    cause = minimum_call_cause(sheet.booking_id, sheet.engagement_id)
    return _publish(session, sheet, of, cause, price, 0, actor)


def cover(session: Session, sheet: Timesheet, of: Engaged) -> None:
    """A step: what the hours took beyond what the booking set aside is promised too. A budget
    that lacks it is said on the timesheet; what was worked is owed all the same."""
    timed = ON_CALL | {LineKind.DE_ROLE}
    made = [each for each in decisions(session, sheet) if each.kind in timed]
    paid = _paid_before(session, sheet)
    taken = sum(each.amount_minor - each.prepaid_minor for each in made)
    taken += paid.amount_minor if paid else 0
    beyond = taken - _set_aside(session, sheet, of, paid)
    if beyond <= 0:
        return
    amount = with_fee(of.pay.of(beyond))
    try:
        commit(session, of.engagement.request_id, amount, kind=BEYOND, cause_id=sheet.id)
        sheet.uncovered_minor = 0
    except BudgetTooSmall:
        sheet.uncovered_minor = amount.amount_minor


def decisions(session: Session, sheet: Timesheet) -> Sequence[HoursDecision]:
    return session.scalars(
        select(HoursDecision).where(HoursDecision.timesheet_id == sheet.id)
    ).all()


def _set_aside(session: Session, sheet: Timesheet, of: Engaged, paid: Fact | None) -> int:
    """What the bookings promised for this place."""
    booking, minimum = session.get_one(Booking, sheet.booking_id), of.pay.minimum_call_minutes
    if booking.state is BookingState.CANCELLED:
        return paid.amount_minor if paid else 0
    booked = int((booking.ends_at - booking.starts_at).total_seconds() // 60)
    minutes = max(booked, minimum) + of.content.content.de_role_minutes
    return of.pay.hourly().for_minutes(minutes).amount_minor


def _prepaid_left(session: Session, sheet: Timesheet) -> int:
    """Of a minimum call that was paid for this very time, because others did not come."""
    paid = _paid_before(session, sheet)
    if paid is None:
        return 0
    return paid.amount_minor - sum(each.prepaid_minor for each in decisions(session, sheet))


def _paid_before(session: Session, sheet: Timesheet) -> Fact | None:
    return minimum_call_paid(session, sheet.booking_id, sheet.engagement_id)


def _publish(  # noqa: PLR0913, PLR0917
    session: Session,
    sheet: Timesheet,
    of: Engaged,
    cause: UUID,
    price: Price,
    prepaid_minor: int,
    actor: Actor,
) -> Fact | None:
    booking = session.get_one(Booking, sheet.booking_id)
    earned = Earned(
        kind=price.fact,
        cause_id=cause,
        amount=price.amount - Money(prepaid_minor, price.amount.currency),
        quantity=price.quantity,
        unit=price.unit,
        rate_minor=price.rate_minor,
        rule=price.rule,
        label=f"{price.label}, beyond the minimum call paid" if prepaid_minor else price.label,
    )
    worked_on = local_day(booking.starts_at, booking.zone)
    return publish_earned(session, of, earned, worked_on=worked_on, zone=booking.zone, actor=actor)
