"""Who came: checking in, and what follows where somebody did not."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings import news, policy, steps
from marketplace.bookings.costs import pay_minimum_call
from marketplace.bookings.errors import (
    BookingNotFound,
    NothingToDispute,
    NotTimeToCheckIn,
)
from marketplace.bookings.models import Booking, BookingState, BookingStep, PlaceState
from marketplace.bookings.rules import Due, Held

OPENS_BEFORE = timedelta(minutes=30)
WAITED_FOR = timedelta(minutes=15)
ARRANGER_CAME = "arranger_checked_in"
DISPUTED, SETTLED = "disputed", "settled"


def check_in(booking_id: UUID, *, actor: Actor) -> None:
    """By each performer, and by one of those who arranged it."""
    with transaction() as session:
        booking = steps.locked(session, booking_id)
        held = steps.held(session, booking)
        if not policy.may_attend(actor, booking, [each.place for each in held]):
            raise BookingNotFound
        if not is_open(booking):
            raise NotTimeToCheckIn
        if policy.may_arrange(actor, booking.client_id):
            if not arranger_came(session, booking):
                steps.record(session, booking, ARRANGER_CAME, actor=actor)
            return
        own = next(each for each in held if each.place.performer_id == actor.id)
        if own.place.state is PlaceState.CHECKED_IN:
            return
        if own.place.state is not PlaceState.ACCEPTED:
            raise NotTimeToCheckIn
        own.place.state, own.place.checked_in_at = PlaceState.CHECKED_IN, now()
        steps.record(session, booking, "checked_in", actor=actor)


def is_open(booking: Booking) -> bool:
    opens, ends = booking.starts_at - OPENS_BEFORE, booking.starts_at + WAITED_FOR
    return booking.state is BookingState.CONFIRMED and opens <= now() <= ends


def arranger_came(session: Session, booking: Booking) -> bool:
    wanted = select(BookingStep.id).where(
        BookingStep.booking_id == booking.id, BookingStep.act == ARRANGER_CAME
    )
    return session.scalars(wanted.limit(1)).first() is not None


def judge(session: Session, booking: Booking) -> None:
    """A step, once, when the time to check in has passed: where one side did not come, whoever
    waited is paid the minimum call."""
    if booking.judged_at is not None or booking.state is not BookingState.CONFIRMED:
        return
    booking.judged_at = now()
    held = steps.live(steps.held(session, booking))
    missing = [each for each in held if each.place.state is PlaceState.ACCEPTED]
    for each in missing:
        _missed(session, booking, each)
    if missing or not arranger_came(session, booking):
        for each in held:
            if each.place.state is PlaceState.CHECKED_IN:
                pay_minimum_call(session, booking, Due(each, each.minimum_call), actor=SYSTEM)


def dispute_no_show(booking_id: UUID, *, actor: Actor) -> None:
    """By who is said not to have come. Compliance decides."""
    with transaction() as session:
        booking = steps.locked(session, booking_id)
        own = _no_show_of(session, booking, actor.id)
        if not policy.plays(actor, [own.place] if own else []):
            raise BookingNotFound
        if own is None or own.engagement.id in disputed(session, booking):
            raise NothingToDispute
        steps.record(session, booking, DISPUTED, actor=actor, engagement=str(own.engagement.id))
        news.tell_compliance(session, booking)


def settle_no_show(booking_id: UUID, performer_id: UUID, came: bool, *, actor: Actor) -> None:
    """Compliance says which it was; who came after all is paid like the others who waited."""
    with transaction() as session:
        if not policy.may_settle(actor):
            raise BookingNotFound
        booking = steps.locked(session, booking_id)
        own = _no_show_of(session, booking, performer_id)
        if own is None or own.engagement.id not in disputed(session, booking):
            raise NothingToDispute
        if came:
            own.place.state, own.place.checked_in_at = PlaceState.CHECKED_IN, now()
            pay_minimum_call(session, booking, Due(own, own.minimum_call), actor=actor)
        steps.record(
            session,
            booking,
            SETTLED,
            actor=actor,
            engagement=str(own.engagement.id),
            came=came,
        )
        news.tell(session, booking, "changed", {performer_id, *news.arrangers(session, booking)})


def disputed(session: Session, booking: Booking) -> set[UUID]:
    """Engagements whose no-show was denied and is not settled."""
    wanted = select(BookingStep).where(
        BookingStep.booking_id == booking.id, BookingStep.act.in_((DISPUTED, SETTLED))
    )
    found: dict[str, set[UUID]] = {DISPUTED: set(), SETTLED: set()}
    for step in session.scalars(wanted):
        found[step.act].add(UUID(step.details["engagement"]))
    return found[DISPUTED] - found[SETTLED]


def _no_show_of(session: Session, booking: Booking, performer_id: UUID) -> Held | None:
    return next(
        (
            each
            for each in steps.held(session, booking)
            if each.place.performer_id == performer_id and each.place.state is PlaceState.NO_SHOW
        ),
        None,
    )


def _missed(session: Session, booking: Booking, each: Held) -> None:
    each.place.state = PlaceState.NO_SHOW
    steps.note(session, booking, "no_show", actor=SYSTEM, engagement=str(each.engagement.id))
    name = news.name_of(session, each.place.performer_id)
    to = {*news.arrangers(session, booking), each.place.performer_id}
    news.tell(session, booking, "missed", to, name=name)
