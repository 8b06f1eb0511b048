"""What bookings take of a budget, and the facts that their rules make."""

from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.money import Money
from marketplace.bookings.models import Booking, BookingState, Place
from marketplace.bookings.rules import Due, Held, costs_minutes, set_aside_minutes
from marketplace.budgets.models import Commitment
from marketplace.budgets.steps import commit
from marketplace.facts.models import Fact, FactKind
from marketplace.facts.steps import published
from marketplace.pricing.engaged import Engaged
from marketplace.pricing.publishing import Earned, local_day, publish_earned
from marketplace.requests.costing import with_fee

_BEYOND = "booking.beyond"
_LATE = "booking.late_change"


def cover(session: Session, held: Held) -> None:
    """Promises what this engagement's bookings take beyond what it set aside; to say it again
    changes the sum. Raises BudgetTooSmall."""
    beyond = max(0, _booked_minutes(session, held) - set_aside_minutes(held.content))
    amount = with_fee(held.pay.hourly().for_minutes(beyond))
    if beyond or _is_promised(session, held.engagement.id):
        _promise(session, held, amount, _BEYOND, held.engagement.id)


def pay_minimum_call(session: Session, booking: Booking, due: Due, *, actor: Actor) -> Fact | None:
    """Once for each place, whatever happens to the booking afterwards."""
    pay = due.held.pay
    earned = Earned(
        kind=FactKind.MINIMUM_CALL,
        amount=due.amount,
        cause_id=minimum_call_cause(booking.id, due.held.engagement.id),
        quantity=pay.minimum_call_minutes,
        unit="minute",
        rate_minor=pay.hourly_minor,
        rule="pay.minimum_call_minutes",
        label="Minimum call",
    )
    return _publish(session, booking, due, earned, actor)


def pay_late_change(
    session: Session, booking: Booking, due: Due, step_id: UUID, *, actor: Actor
) -> Fact | None:
    """Once for each move and place. Raises BudgetTooSmall."""
    cause = uuid5(step_id, str(due.held.engagement.id))
    _promise(session, due.held, with_fee(due.amount), _LATE, cause)
    earned = Earned(
        kind=FactKind.LATE_CHANGE,
        amount=due.amount,
        cause_id=cause,
        quantity=1,
        unit="booking",
        rate_minor=due.held.pay.late_change_minor,
        rule="pay.late_change_minor",
        label="Booking moved late",
    )
    return _publish(session, booking, due, earned, actor)


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


def _publish(
    session: Session, booking: Booking, due: Due, earned: Earned, actor: Actor
) -> Fact | None:
    """Who set it off decided it; the system where nobody but the clock did."""
    of = Engaged(due.held.engagement, due.held.content)
    worked_on = local_day(booking.starts_at, booking.zone)
    return publish_earned(session, of, earned, worked_on=worked_on, zone=booking.zone, actor=actor)
