"""Asking performers for a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings import news, policy, ready, steps
from marketplace.bookings.costs import cover
from marketplace.bookings.errors import InThePast, NotEngaged, NothingToBook, TimeIsTaken
from marketplace.bookings.models import Booking, Place, TakenTime
from marketplace.bookings.times import quarters
from marketplace.casting.models import Engagement, EngagementState
from marketplace.casting.moving import locked_gig
from marketplace.gigs.models import Gig, GigState

LEAST_MINUTES, MOST_MINUTES = 15, 720


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A time, and in whose zone it was arranged."""

    starts_at: datetime
    minutes: int
    zone: str
    room: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def propose_booking(
    gig_id: UUID, engagement_ids: Collection[UUID], asked: Asked, *, actor: Actor
) -> UUID:
    """Nobody is booked by it: each of them says yes or no."""
    with transaction() as session:
        # Whoever cancels the gig holds this row: either they see the booking, or we see the end.
        gig = locked_gig(session, gig_id)
        if not policy.may_arrange(actor, gig.client_id):
            raise NothingToBook
        if gig.state is GigState.CANCELLED:
            raise NotEngaged
        return _propose(session, gig, engagement_ids, asked, actor)


def _propose(
    session: Session, gig: Gig, engagement_ids: Collection[UUID], asked: Asked, actor: Actor
) -> UUID:
    if asked.starts_at <= now():
        raise InThePast
    engagements = engaged(session, gig.id, engagement_ids)
    ready.refuse_unready(session, engagements)
    refuse_taken(session, [each.performer_id for each in engagements], asked)
    booking = Booking(
        gig_id=gig.id,
        client_id=gig.client_id,
        starts_at=asked.starts_at,
        ends_at=asked.ends_at,
        zone=asked.zone,
        made_by=actor.id,
        room=asked.room,
        answer_by=steps.answer_by(asked.starts_at),
    )
    session.add(booking)
    session.flush()
    for each in engagements:
        session.add(
            Place(booking_id=booking.id, engagement_id=each.id, performer_id=each.performer_id)
        )
    session.flush()
    for held in steps.held(session, booking):
        cover(session, held)
    steps.record(session, booking, "proposed", actor=actor, starts_at=asked.starts_at.isoformat())
    news.tell_performers(session, booking, "proposed", by=booking.answer_by)
    return booking.id


def engaged(session: Session, gig_id: UUID, ids: Collection[UUID]) -> list[Engagement]:
    """Exactly these, each still engaged for this gig. Raises NotEngaged."""
    wanted = select(Engagement).where(
        Engagement.gig_id == gig_id,
        Engagement.id.in_(ids),
        Engagement.state == EngagementState.ENGAGED,
    )
    found = list(session.scalars(wanted.order_by(Engagement.part_key, Engagement.id)))
    if not found or len(found) != len(set(ids)):
        raise NotEngaged
    return found


def refuse_taken(session: Session, performer_ids: Collection[UUID], asked: Asked) -> None:
    """So that nobody is asked for what they cannot give; what decides is the answer."""
    wanted = select(TakenTime.performer_id).where(
        TakenTime.performer_id.in_(performer_ids),
        TakenTime.starts_at.in_(list(quarters(asked.starts_at, asked.ends_at))),
    )
    taken = session.scalars(wanted.limit(1)).first()
    if taken is not None:
        raise TimeIsTaken(news.name_of(session, taken))
