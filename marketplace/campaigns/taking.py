"""A performer takes a slot: the first makes its booking, the last confirms it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.statements import insert_unless_there
from marketplace.bookings import invitations, ready, steps
from marketplace.bookings import news as booking_news
from marketplace.bookings.costs import cover
from marketplace.bookings.errors import OwnTimeIsTaken, TimeChanged
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.campaigns import allowed, matching, news, queries
from marketplace.campaigns.cells import campaign_of, content_of, quota_of
from marketplace.campaigns.errors import SlotIsTaken, SlotNotFound
from marketplace.campaigns.models import Slot, SlotSeat
from marketplace.casting.models import Engagement
from marketplace.gigs.models import Gig

_PARTNER_BY = timedelta(hours=24)
"""Before the call: a slot that is not full by then does not take place."""


def take_slot(slot_id: UUID, seen: datetime, *, actor: Actor) -> UUID:
    """`seen` is the call that was shown. Gives the booking; to take it twice changes nothing."""
    with transaction() as session:
        slot, gig, engagement = _locked(session, slot_id, actor)
        if slot.starts_at != seen:
            raise TimeChanged
        (listed,) = queries.listed(session, [slot])
        if actor.id in listed.taken_by and slot.booking_id is not None:
            return slot.booking_id
        allowed.refuse(session, listed, gig, engagement)
        ready.refuse_unready(session, [engagement])
        booking = _booking(session, slot, gig)
        _take_seat(session, slot, booking, engagement)
        _join(session, slot, booking, engagement, actor)
        return booking.id


def _locked(session: Session, slot_id: UUID, actor: Actor) -> tuple[Slot, Gig, Engagement]:
    """Under the gig's lock: what all slots together may hold is counted by one at a time."""
    slot = session.get(Slot, slot_id)
    if slot is None:
        raise SlotNotFound
    gig = session.get_one(Gig, slot.gig_id, with_for_update=True, populate_existing=True)
    queries.own_campaign(session, gig.id, actor)
    session.refresh(slot)
    engagement = queries.own_engagement(session, gig.id, actor.id)
    if engagement is None:
        raise SlotNotFound
    return slot, gig, engagement


def _booking(session: Session, slot: Slot, gig: Gig) -> Booking:
    booking = steps.locked(session, slot.booking_id) if slot.booking_id else None
    if booking is not None and booking.state is not BookingState.CANCELLED:
        return booking
    booking = Booking(
        gig_id=gig.id,
        client_id=gig.client_id,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        zone=slot.zone,
        made_by=slot.made_by,
        room=slot.room,
        answer_by=_full_by(slot),
    )
    session.add(booking)
    session.flush()
    slot.booking_id = booking.id
    session.flush()
    return booking


def _take_seat(session: Session, slot: Slot, booking: Booking, engagement: Engagement) -> None:
    """The lock orders who comes; the key decides, whatever was read before."""
    playing = {each.engagement.id for each in steps.live(steps.held(session, booking))}
    left = SlotSeat.engagement_id.not_in(playing)
    session.execute(delete(SlotSeat).where(SlotSeat.slot_id == slot.id, left))
    for number in range(1, slot.seats + 1):
        key = {"slot_id": slot.id, "number": number}
        if insert_unless_there(session, SlotSeat, **key, engagement_id=engagement.id):
            return
    raise SlotIsTaken


def _join(
    session: Session, slot: Slot, booking: Booking, engagement: Engagement, actor: Actor
) -> None:
    if not steps.take_time(session, booking, actor.id):
        raise OwnTimeIsTaken
    place = _place(session, booking, engagement)
    place.state, place.answered_at = PlaceState.ACCEPTED, now()
    for each in steps.held(session, booking):
        if each.place.state is PlaceState.DECLINED:
            each.place.state = PlaceState.SWAPPED
    session.flush()
    held = steps.held(session, booking)
    cover(session, next(each for each in held if each.engagement.id == engagement.id))
    steps.record(session, booking, "slot_taken", actor=actor)
    (listed,) = queries.listed(session, [slot])
    if listed.free:
        booking.answer_by = _full_by(slot)
        _look_for_partner(session, slot)
    elif steps.confirm_if_all_agreed(session, booking):
        session.flush()
        steps.record(session, booking, "confirmed", actor=actor)
        booking_news.tell_performers(session, booking, "confirmed")
        booking_news.tell_arranger(session, booking, "confirmed")
        invitations.invite(session, booking)


def _place(session: Session, booking: Booking, engagement: Engagement) -> Place:
    place = session.get(Place, (booking.id, engagement.id))
    if place is None:
        place = Place(
            booking_id=booking.id,
            engagement_id=engagement.id,
            performer_id=engagement.performer_id,
        )
        session.add(place)
    return place


def _look_for_partner(session: Session, slot: Slot) -> None:
    gig = session.get_one(Gig, slot.gig_id)
    quota = quota_of(campaign_of(content_of(session, gig)), slot.cell)
    news.tell(session, gig, "partner_wanted", matching.fitting(session, slot, quota), slot)


def _full_by(slot: Slot) -> datetime:
    return min(slot.starts_at, max(slot.starts_at - _PARTNER_BY, now() + timedelta(hours=1)))
