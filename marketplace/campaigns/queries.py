"""What is asked about campaigns, each answered for who asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select, true, tuple_
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.cursors import Page, page_of
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.bookings.changing import Because
from marketplace.bookings.models import Booking, BookingState, BookingStep, Place
from marketplace.bookings.policy import may_arrange, may_follow
from marketplace.bookings.queries import places_of
from marketplace.campaigns.errors import CampaignNotFound, SlotNotFound
from marketplace.campaigns.filling import COUNTS
from marketplace.campaigns.models import Slot
from marketplace.casting.models import Engagement, EngagementState
from marketplace.gigs.models import Gig
from marketplace.requests.models import RequestKind, SceneRequest

_MOST = 100
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Listed:
    slot: Slot
    booking: Booking | None
    places: Sequence[Place]
    is_called_off: bool
    """Its booking was cancelled by somebody. For want of a partner is nobody's doing."""

    @property
    def taken_by(self) -> list[UUID]:
        if self.booking is None or self.booking.state is BookingState.CANCELLED:
            return []
        return [each.performer_id for each in self.places if each.state in COUNTS]

    @property
    def free(self) -> int:
        """Seats that can be taken: none of a time that its booking left."""
        booking = self.booking
        if booking is not None and booking.starts_at != self.slot.starts_at:
            return 0
        over = self.slot.withdrawn_at is not None or self.slot.starts_at <= now()
        if over or self.is_called_off:
            return 0
        return max(0, self.slot.seats - len(self.taken_by))


def campaign_followed(session: Session, gig_id: UUID, actor: Actor) -> Gig:
    gig = _gig(session, gig_id)
    if not may_follow(actor, gig.client_id):
        raise CampaignNotFound
    return gig


def campaign_arranged(session: Session, gig_id: UUID, actor: Actor) -> Gig:
    gig = _gig(session, gig_id)
    if not may_arrange(actor, gig.client_id):
        raise CampaignNotFound
    return gig


def own_campaign(session: Session, gig_id: UUID, actor: Actor) -> Gig:
    """Of a performer who is engaged for it."""
    gig = _gig(session, gig_id)
    if actor.role != Role.PERFORMER or own_engagement(session, gig_id, actor.id) is None:
        raise CampaignNotFound
    return gig


def own_engagement(session: Session, gig_id: UUID, performer_id: UUID) -> Engagement | None:
    wanted = select(Engagement).where(
        Engagement.gig_id == gig_id,
        Engagement.performer_id == performer_id,
        Engagement.state == EngagementState.ENGAGED,
    )
    return session.scalars(wanted.order_by(Engagement.id).limit(1)).first()


def campaigns(session: Session, actor: Actor) -> list[Gig]:
    """Those that this actor plays in or follows, newest first."""
    kind = exists().where(
        SceneRequest.id == Gig.request_id, SceneRequest.kind == RequestKind.CAMPAIGN
    )
    wanted = select(Gig).where(kind, _concerns(actor))
    return list(session.scalars(wanted.order_by(Gig.opened_at.desc(), Gig.id).limit(_MOST)))


def page(session: Session, actor: Actor, *, after: str | None, limit: int) -> Page[Any]:
    """The same, for who reads on."""
    kind = exists().where(
        SceneRequest.id == Gig.request_id, SceneRequest.kind == RequestKind.CAMPAIGN
    )
    wanted = select(Gig, Gig.opened_at, Gig.id).where(kind, _concerns(actor))
    return page_of(session, wanted, Gig.opened_at, Gig.id, after=after, limit=limit)


def slots_of(
    session: Session,
    gig_id: UUID,
    *,
    after: tuple[datetime, UUID] | None = None,
    limit: int = 200,
) -> list[Listed]:
    """Still to come and not withdrawn, next first."""
    wanted = select(Slot).where(
        Slot.gig_id == gig_id, Slot.withdrawn_at.is_(None), Slot.starts_at > now()
    )
    if after is not None:
        wanted = wanted.where(tuple_(Slot.starts_at, Slot.id) > tuple_(*after))
    return listed(session, session.scalars(wanted.order_by(Slot.starts_at, Slot.id).limit(limit)))


def gig_of(session: Session, slot_id: UUID) -> UUID:
    found = session.scalar(select(Slot.gig_id).where(Slot.id == slot_id))
    if found is None:
        raise SlotNotFound
    return found


def listed(session: Session, slots: Iterable[Slot]) -> list[Listed]:
    found = list(slots)
    ids = [each.booking_id for each in found if each.booking_id is not None]
    bookings = {
        each.id: each for each in session.scalars(select(Booking).where(Booking.id.in_(ids)))
    }
    places, off = places_of(session, ids), _called_off(session, bookings.values())
    return [
        Listed(each, bookings.get(of), places.get(of, []), of in off)
        for each in found
        if (of := each.booking_id or NOBODY)
    ]


def _called_off(session: Session, bookings: Iterable[Booking]) -> set[UUID]:
    cancelled = [each.id for each in bookings if each.state is BookingState.CANCELLED]
    wanted = select(BookingStep).where(
        BookingStep.booking_id.in_(cancelled), BookingStep.act == "cancelled"
    )
    because = Because.UNANSWERED.value
    return {
        each.booking_id for each in session.scalars(wanted) if each.details["because"] != because
    }


def _gig(session: Session, gig_id: UUID) -> Gig:
    gig = session.get(Gig, gig_id)
    if (
        gig is None
        or session.get_one(SceneRequest, gig.request_id).kind is not RequestKind.CAMPAIGN
    ):
        raise CampaignNotFound
    return gig


def _concerns(actor: Actor) -> ColumnElement[bool]:
    if actor.role == Role.PERFORMER:
        own = select(Engagement.gig_id).where(
            Engagement.performer_id == actor.id, Engagement.state == EngagementState.ENGAGED
        )
        return Gig.id.in_(own)
    if actor.role in (Role.CASTING, Role.COMPLIANCE):
        return true()
    client_id = actor.on_behalf_of if actor.role in CLIENT_SIDE else None
    return Gig.client_id == client_id
