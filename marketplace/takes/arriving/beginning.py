"""A take begins, or is called off before anything of it came in."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings import policy as bookings_policy
from marketplace.bookings import steps as bookings
from marketplace.bookings.errors import BookingNotFound
from marketplace.bookings.models import Booking, BookingState
from marketplace.bookings.queries import places_of
from marketplace.takes import again, steps
from marketplace.takes.arriving import news, policy
from marketplace.takes.arriving.errors import NotTimeToPlay, SomethingIsHere, TooManyStopped
from marketplace.takes.errors import TakeNotFound, TooManyTakes
from marketplace.takes.models import Take, TakeState, TrackState

_COUNTS = (TakeState.COMING_IN, TakeState.TO_JUDGE, TakeState.ACCEPTED, TakeState.APPEALED)
"""Of the takes that are wanted. One that was stopped is paid, and another takes its place."""


def begin_take(booking_id: UUID, *, actor: Actor) -> UUID:
    """By those who arrange the booking, and by every performer who is there. Once as many were
    stopped as were wanted, only by those who arrange it: each further one is paid beside them."""
    with transaction() as session:
        booking = bookings.locked(session, booking_id)
        places = places_of(session, [booking_id]).get(booking_id, [])
        if not bookings_policy.may_attend(actor, booking, places):
            raise BookingNotFound
        if not is_on(booking) or not policy.is_here(actor, booking, places):
            raise NotTimeToPlay
        take = steps.begin_take(session, booking, actor=actor)
        session.flush()
        counted, wanted = _counted(session, booking), again.wanted_of(session, take)
        beside = again.paid_beside(session, booking.id)
        if counted > wanted:
            raise TooManyTakes
        if beside >= wanted and not bookings_policy.may_arrange(actor, booking.client_id):
            raise TooManyStopped
        if not again.is_covered(session, take, counted + beside):
            again.promise(session, take)
        news.tell_begun(session, take, besides=actor.id)
        return take.id


def call_off_take(take_id: UUID, *, actor: Actor) -> None:
    """It was begun by mistake: nobody has sent anything."""
    with transaction() as session:
        take = steps.locked(session, take_id)
        booking = session.get_one(Booking, take.booking_id)
        places = places_of(session, [booking.id]).get(booking.id, [])
        if not policy.may_call_off(actor, booking, places):
            raise TakeNotFound
        steps.refuse_unless(take, TakeState.COMING_IN)
        if any(each.state is not TrackState.AWAITED for each in steps.tracks_of(session, take.id)):
            raise SomethingIsHere
        take.state, take.judged_at = TakeState.CALLED_OFF, now()
        again.promise_nothing(session, take)
        steps.record(session, take, "called_off", actor=actor)
        news.tell_called_off(session, take, besides=actor.id)


def is_on(booking: Booking) -> bool:
    return booking.state is BookingState.CONFIRMED and now() < booking.ends_at


def _counted(session: Session, booking: Booking) -> int:
    counted = select(func.count()).where(Take.booking_id == booking.id, Take.state.in_(_COUNTS))
    return session.scalar(counted) or 0
