"""What is asked about bookings, each answered for who asks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.cursors import Page, page_of
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.bookings import policy
from marketplace.bookings.errors import BookingNotFound, NothingToBook
from marketplace.bookings.models import (
    Booking,
    BookingState,
    BookingStep,
    Place,
    PlaceState,
    TakenTime,
)
from marketplace.casting.models import Engagement, EngagementState
from marketplace.gigs.models import Gig

_PLAYS = (PlaceState.ASKED, PlaceState.ACCEPTED, PlaceState.CHECKED_IN)
_AGREED = (PlaceState.ACCEPTED, PlaceState.CHECKED_IN, PlaceState.NO_SHOW)
_MOST = 100


@dataclass(frozen=True, slots=True)
class Listed:
    booking: Booking
    title: str
    places: Sequence[Place]

    @property
    def minutes(self) -> int:
        return int((self.booking.ends_at - self.booking.starts_at).total_seconds() // 60)

    @property
    def playing(self) -> int:
        return sum(each.state is not PlaceState.SWAPPED for each in self.places)

    @property
    def agreed(self) -> int:
        return sum(each.state in _AGREED for each in self.places)

    @property
    def refused(self) -> int:
        return sum(each.state is PlaceState.DECLINED for each in self.places)

    def waits(self, person_id: UUID) -> bool:
        """For their answer."""
        own = self.own(person_id)
        asked = self.booking.state is BookingState.PROPOSED
        return own is not None and own.state is PlaceState.ASKED and asked

    def own(self, person_id: UUID) -> Place | None:
        return next((each for each in self.places if each.performer_id == person_id), None)


def booking_for(session: Session, booking_id: UUID, actor: Actor) -> Booking:
    booking = session.get(Booking, booking_id)
    if booking is None:
        raise BookingNotFound
    if not policy.may_view(actor, booking, places_of(session, [booking_id]).get(booking_id, [])):
        raise BookingNotFound
    return booking


def gig_for(session: Session, gig_id: UUID, actor: Actor) -> Gig:
    """To arrange for."""
    gig = session.get(Gig, gig_id)
    if gig is None:
        raise NothingToBook
    if not policy.may_arrange(actor, gig.client_id):
        raise NothingToBook
    return gig


def gig_followed(session: Session, gig_id: UUID, actor: Actor) -> Gig:
    """To read what is arranged."""
    gig = session.get(Gig, gig_id)
    if gig is None:
        raise NothingToBook
    if not policy.may_follow(actor, gig.client_id):
        raise NothingToBook
    return gig


def places_of(session: Session, ids: Collection[UUID]) -> dict[UUID, list[Place]]:
    found: dict[UUID, list[Place]] = {}
    wanted = select(Place).where(Place.booking_id.in_(ids))
    for place in session.scalars(wanted.order_by(Place.engagement_id)):
        found.setdefault(place.booking_id, []).append(place)
    return found


def coming(session: Session, actor: Actor) -> list[Listed]:
    """What is still to come for this actor, next first."""
    return _listed(session, _concerns(actor), Booking.ends_at > now(), newest_first=False)


def past(session: Session, actor: Actor) -> list[Listed]:
    return _listed(session, _concerns(actor), Booking.ends_at <= now(), newest_first=True)


def of_performer(
    session: Session, performer_id: UUID, *, after: str | None, limit: int
) -> Page[Any]:
    """All they play in or were asked for, the latest call first, each with their own place."""
    of = Booking
    wanted = select(of, Place, of.starts_at, of.id, Gig.title)
    wanted = wanted.join(Gig, Gig.id == of.gig_id).join(Place, Place.booking_id == of.id)
    theirs = wanted.where(Place.performer_id == performer_id, Place.state != PlaceState.SWAPPED)
    return page_of(session, theirs, of.starts_at, of.id, after=after, limit=limit)


def page(session: Session, actor: Actor, *, after: str | None, limit: int) -> Page[Any]:
    """All that concerns this actor, the latest call first."""
    of = Booking
    wanted = select(of, of.starts_at, of.id, Gig.title).join(Gig, Gig.id == of.gig_id)
    wanted = wanted.where(_concerns(actor))
    return page_of(session, wanted, of.starts_at, of.id, after=after, limit=limit)


def of_gig(session: Session, gig_id: UUID) -> list[Listed]:
    return _listed(session, Booking.gig_id == gig_id, newest_first=False)


def of_person(session: Session, person_id: UUID, since: datetime) -> list[Booking]:
    """What belongs in their calendar."""
    wanted = (
        select(Booking)
        .join(Place, Place.booking_id == Booking.id)
        .where(
            Place.performer_id == person_id,
            Place.state.in_(_PLAYS),
            Booking.state != BookingState.CANCELLED,
            Booking.ends_at > since,
        )
    )
    return list(session.scalars(wanted.order_by(Booking.starts_at, Booking.id)))


def of_client(session: Session, client_id: UUID, since: datetime) -> list[Booking]:
    """What belongs in the calendar of each who follows this client's bookings."""
    wanted = select(Booking).where(
        Booking.client_id == client_id,
        Booking.state != BookingState.CANCELLED,
        Booking.ends_at > since,
    )
    return list(session.scalars(wanted.order_by(Booking.starts_at, Booking.id)))


def engagements(session: Session, gig_id: UUID) -> list[Engagement]:
    wanted = select(Engagement).where(
        Engagement.gig_id == gig_id, Engagement.state == EngagementState.ENGAGED
    )
    return list(session.scalars(wanted.order_by(Engagement.part_key, Engagement.id)))


def performers_of(session: Session, gig_id: UUID, ids: Collection[UUID]) -> list[UUID]:
    """By their engagements, as far as those are for this gig."""
    found = engagements(session, gig_id)
    return [each.performer_id for each in found if each.id in set(ids)]


def gigs_followed(session: Session, actor: Actor) -> list[Gig]:
    """Of which this actor may arrange bookings, newest first."""
    engaged = select(Engagement.gig_id).where(Engagement.state == EngagementState.ENGAGED)
    wanted = select(Gig).where(Gig.id.in_(engaged), _followed(actor, Gig.client_id))
    return list(session.scalars(wanted.order_by(Gig.opened_at.desc(), Gig.id).limit(_MOST)))


def taken(
    session: Session, performer_ids: Collection[UUID], starts: datetime, ends: datetime
) -> Mapping[UUID, set[datetime]]:
    of = TakenTime
    found: dict[UUID, set[datetime]] = {each: set() for each in performer_ids}
    wanted = select(of.performer_id, of.starts_at).where(
        of.performer_id.in_(performer_ids), of.starts_at >= starts, of.starts_at < ends
    )
    for row in session.execute(wanted):
        found[row.performer_id].add(row.starts_at)
    return found


def steps_of(session: Session, booking_id: UUID) -> list[BookingStep]:
    of = BookingStep
    wanted = select(of).where(of.booking_id == booking_id).order_by(of.at, of.id)
    return list(session.scalars(wanted))


def _concerns(actor: Actor) -> ColumnElement[bool]:
    if actor.role == Role.PERFORMER:
        own = select(Place.booking_id).where(
            Place.performer_id == actor.id, Place.state != PlaceState.SWAPPED
        )
        return Booking.id.in_(own)
    return _followed(actor, Booking.client_id)


def _followed(actor: Actor, client_id: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    if actor.role in (Role.CASTING, Role.COMPLIANCE):
        return true()
    if actor.role in CLIENT_SIDE and actor.on_behalf_of is not None:
        return client_id == actor.on_behalf_of
    return false()


def _listed(session: Session, *conditions: ColumnElement[bool], newest_first: bool) -> list[Listed]:
    order = Booking.starts_at.desc() if newest_first else Booking.starts_at
    wanted = select(Booking, Gig.title).join(Gig, Gig.id == Booking.gig_id).where(*conditions)
    rows = session.execute(wanted.order_by(order, Booking.id).limit(_MOST)).all()
    places = places_of(session, [row.Booking.id for row in rows])
    return [Listed(row.Booking, row.title, places.get(row.Booking.id, [])) for row in rows]
