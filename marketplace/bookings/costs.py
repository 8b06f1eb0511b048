"""What bookings take of a budget, and the facts that their rules make."""

from dataclasses import dataclass
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.money import Money
from marketplace.bookings.models import Booking, BookingState, Place
from marketplace.bookings.rules import Due, Held, costs_minutes, set_aside_minutes
from marketplace.budgets.models import Commitment
from marketplace.budgets.steps import commit
from marketplace.facts.models import Fact, FactKind
from marketplace.facts.steps import pay_by, publish, published
from marketplace.requests.costing import with_fee

_BEYOND = "booking.beyond"
_LATE = "booking.late_change"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Priced:
    kind: FactKind
    cause_id: UUID
    quantity: int
    unit: str
    rate_minor: int
    rule: str
    label: str


def cover(session: Session, held: Held) -> None:
    """Promises what this engagement's bookings take beyond what it set aside; to say it again
    changes the sum. Raises BudgetTooSmall."""
    beyond = max(0, _booked_minutes(session, held) - set_aside_minutes(held.content))
    amount = with_fee(held.pay.hourly().for_minutes(beyond))
    if beyond or _is_promised(session, held.engagement.id):
        _promise(session, held, amount, _BEYOND, held.engagement.id)


def pay_minimum_call(session: Session, booking: Booking, due: Due, *, actor: Actor) -> Fact:
    """Once for each place, whatever happens to the booking afterwards."""
    pay = due.held.pay
    priced = _Priced(
        kind=FactKind.MINIMUM_CALL,
        cause_id=minimum_call_cause(booking.id, due.held.engagement.id),
        quantity=pay.minimum_call_minutes,
        unit="minute",
        rate_minor=pay.hourly_minor,
        rule="pay.minimum_call_minutes",
        label="Minimum call",
    )
    return publish(session, _fact(booking, due, priced, actor))


def pay_late_change(
    session: Session, booking: Booking, due: Due, step_id: UUID, *, actor: Actor
) -> Fact:
    """Once for each move and place. Raises BudgetTooSmall."""
    cause = uuid5(step_id, str(due.held.engagement.id))
    _promise(session, due.held, with_fee(due.amount), _LATE, cause)
    priced = _Priced(
        kind=FactKind.LATE_CHANGE,
        cause_id=cause,
        quantity=1,
        unit="booking",
        rate_minor=due.held.pay.late_change_minor,
        rule="pay.late_change_minor",
        label="Booking moved late",
    )
    return publish(session, _fact(booking, due, priced, actor))


def minimum_call_cause(booking_id: UUID, engagement_id: UUID) -> UUID:
    """A place has no id of its own: the same one is made from both that it has."""
    return uuid5(booking_id, str(engagement_id))


def minimum_call_paid(session: Session, booking_id: UUID, engagement_id: UUID) -> Fact | None:
    return published(session, FactKind.MINIMUM_CALL, minimum_call_cause(booking_id, engagement_id))


def _booked_minutes(session: Session, held: Held) -> int:
    """Of all bookings that count: those that stand, and those that cost their minimum call."""
    wanted = (
        select(Booking, Place)
        .join(Place, Place.booking_id == Booking.id)
        .where(Place.engagement_id == held.engagement.id)
    )
    found = 0
    for booking, place in session.execute(wanted).all():
        one = Held(place, held.engagement, held.content)
        if booking.state is not BookingState.CANCELLED and one.is_live:
            found += costs_minutes(booking, one)
        elif minimum_call_paid(session, booking.id, held.engagement.id):
            found += held.pay.minimum_call_minutes
    return found


def _promise(session: Session, held: Held, amount: Money, kind: str, cause_id: UUID) -> None:
    order = held.engagement.request_id
    commit(session, order, amount, kind=kind, cause_id=cause_id)


def _is_promised(session: Session, engagement_id: UUID) -> bool:
    wanted = select(Commitment.id).where(
        Commitment.kind == _BEYOND, Commitment.cause_id == engagement_id
    )
    return session.scalar(wanted) is not None


def _fact(booking: Booking, due: Due, priced: _Priced, actor: Actor) -> Fact:
    """Who set it off decided it; the system where nobody but the clock did."""
    engagement, zone = due.held.engagement, ZoneInfo(booking.zone)
    today = now().astimezone(zone).date()
    return Fact(
        kind=priced.kind.value,
        cause_id=priced.cause_id,
        performer_id=engagement.performer_id,
        client_id=engagement.client_id,
        order_id=engagement.request_id,
        engagement_id=engagement.id,
        recording_id=None,
        quantity=priced.quantity,
        unit=priced.unit,
        rate_minor=priced.rate_minor,
        amount_minor=due.amount.amount_minor,
        currency=due.amount.currency,
        rule=priced.rule,
        decided_by=actor.id,
        worked_on=booking.starts_at.astimezone(zone).date(),
        completed_on=today,
        pay_by=pay_by(today, due.held.pay.paid_within_days),
        label=priced.label,
    )
