"""Somebody else instead of one performer of a booking, or nobody."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings import invitations, news, ready, rules, steps
from marketplace.bookings.changing import arranged, price
from marketplace.bookings.costs import cover, pay_minimum_call
from marketplace.bookings.errors import NotEngaged, PriceChanged
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.bookings.proposing import Asked, engaged, refuse_taken
from marketplace.bookings.rules import Held


def swap_performer(
    booking_id: UUID, out: UUID, instead: UUID | None, price_minor: int, *, actor: Actor
) -> None:
    """Both by their engagements. Who is told so late that it has its price, is paid it."""
    with transaction() as session:
        booking = arranged(session, booking_id, actor)
        held = steps.held(session, booking)
        leaving = next((each for each in held if each.engagement.id == out), None)
        if leaving is None or leaving.place.state is PlaceState.SWAPPED:
            raise NotEngaged
        dues = rules.due_for_cancelling([leaving], now())
        if price(dues) != price_minor:
            raise PriceChanged
        for due in dues:
            pay_minimum_call(session, booking, due, actor=actor)
        _let_go(session, booking, leaving)
        if instead is None:
            _refuse_empty(session, booking)
        else:
            _ask(session, booking, instead)
        steps.record(session, booking, "swapped", actor=actor)
        news.tell_performers(session, booking, "cancelled", [leaving.place.performer_id])
        _go_on(session, booking, actor)


def _let_go(session: Session, booking: Booking, leaving: Held) -> None:
    is_invited = booking.sequence > 0
    steps.free_time(session, booking, leaving.place.performer_id)
    leaving.place.state, leaving.place.firm_for = PlaceState.SWAPPED, None
    booking.sequence += 1
    session.flush()
    cover(session, leaving)
    if is_invited:
        invitations.withdraw(session, booking, [leaving.place.performer_id])


def _refuse_empty(session: Session, booking: Booking) -> None:
    if not steps.live(steps.held(session, booking)):
        raise NotEngaged


def _ask(session: Session, booking: Booking, engagement_id: UUID) -> None:
    (found,) = engaged(session, booking.gig_id, [engagement_id])
    playing = [each.engagement for each in steps.live(steps.held(session, booking))]
    ready.refuse_unready(session, [*playing, found])
    minutes = int((booking.ends_at - booking.starts_at).total_seconds() // 60)
    asked = Asked(starts_at=booking.starts_at, minutes=minutes, zone=booking.zone)
    refuse_taken(session, [found.performer_id], asked)
    place = session.get(Place, (booking.id, engagement_id))
    if place is None:
        place = Place(
            booking_id=booking.id, engagement_id=engagement_id, performer_id=found.performer_id
        )
        session.add(place)
    elif place.state in (PlaceState.ASKED, PlaceState.ACCEPTED):
        raise NotEngaged
    place.state, place.answered_at = PlaceState.ASKED, None
    steps.ask_again(booking)
    session.flush()
    (held,) = [each for each in steps.held(session, booking) if each.engagement.id == engagement_id]
    cover(session, held)
    news.tell_performers(session, booking, "proposed", [found.performer_id], by=booking.answer_by)


def _go_on(session: Session, booking: Booking, actor: Actor) -> None:
    """Without the one who left, everybody else may have agreed already."""
    if booking.state is BookingState.PROPOSED and steps.confirm_if_all_agreed(session, booking):
        session.flush()
        steps.record(session, booking, "confirmed", actor=actor)
        news.tell_performers(session, booking, "confirmed")
        invitations.invite(session, booking)
