"""What every change of a take shares: its lock, its tracks, its record, and when it is complete."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, aliased

from foundation import audit, webhooks
from foundation.actors import Actor
from foundation.clock import now
from marketplace.bookings.models import Booking, Place, PlaceState
from marketplace.casting.models import Engagement
from marketplace.takes import earning, tracks
from marketplace.takes.errors import NobodyPlays, TakeNotFound, TakeNotInThatState
from marketplace.takes.models import Take, TakeState, TakeStep, Track, TrackState
from marketplace.takes.saying import SAID

JUDGED_WITHIN = timedelta(days=7)
"""From complete; then a take is accepted by itself."""
tracks_of = tracks.tracks_of
EVENTS = {
    "begun": "begun",
    "came_in": "arrived",
    "complete": "to_judge",
    "accepted": "accepted",
    "rejected": "rejected",
    "retake_asked": "retake_asked",
    "appealed": "appealed",
    "upheld": "upheld",
    "stopped": "stopped",
    "called_off": "called_off",
    "not_completed": "not_completed",
}
"""What is announced, by what happened. What the machine found is its performer's own to know."""


def locked(session: Session, take_id: UUID) -> Take:
    """The row that all who change this take queue for."""
    session.execute(update(Take).where(Take.id == take_id).values(id=Take.id))
    found = session.get(Take, take_id, populate_existing=True)
    if found is None:
        raise TakeNotFound
    return found


def is_priced(session: Session, take_id: UUID) -> bool:
    """For `judging.priced_elsewhere`: every take of a booking is."""
    return session.get(Take, take_id) is not None


def refuse_unless(take: Take, *states: TakeState) -> None:
    if take.state not in states:
        raise TakeNotInThatState(SAID[take.state])


def begin_take(
    session: Session, booking: Booking, *, actor: Actor, retake_of: UUID | None = None
) -> Take:
    """Under the booking's lock. Who plays is who has checked in; what is played is fixed now."""
    retake_of = retake_of or _asked_again(session, booking.id)
    engagements = _playing(session, booking)
    if not engagements:
        raise NobodyPlays
    last = select(func.max(Take.number)).where(Take.booking_id == booking.id)
    take = Take(
        booking_id=booking.id,
        gig_id=booking.gig_id,
        client_id=booking.client_id,
        number=(session.scalar(last) or 0) + 1,
        brief_version_id=engagements[0].brief_version_id,
        begun_by=actor.id,
        retake_of=retake_of,
    )
    session.add(take)
    session.flush()
    session.add_all(
        Track(take_id=take.id, engagement_id=each.id, performer_id=each.performer_id)
        for each in engagements
    )
    record(session, take, "begun", actor=actor)
    return take


def complete_if_fit(session: Session, take: Take, *, actor: Actor) -> bool:
    """Once every track is there and fit, the clock to a decision starts."""
    if take.state is not TakeState.COMING_IN:
        return False
    if any(track.state is not TrackState.FIT for track in tracks_of(session, take.id)):
        return False
    take.state, take.complete_at = TakeState.TO_JUDGE, now()
    take.judge_by = take.complete_at + JUDGED_WITHIN
    note(session, take, "complete", actor=actor)
    earning.pay_retake(session, take, actor=actor)
    return True


def note(session: Session, take: Take, act: str, *, actor: Actor, **details: Any) -> UUID:
    """On the take's own record, which both sides read. Never a name or free words. The client's
    machines hear of it by ids alone."""
    step = TakeStep(take_id=take.id, act=act, details=details, by=actor.id)
    session.add(step)
    session.flush()
    if act in EVENTS:
        data = {"take": str(take.id), "booking": str(take.booking_id)}
        webhooks.announce(session, take.client_id, f"take.{EVENTS[act]}", data)
    return step.id


def record(session: Session, take: Take, act: str, *, actor: Actor, **details: Any) -> UUID:
    step_id = note(session, take, act, actor=actor, **details)
    audit.record(session, actor, "take.changed", take.id, act=act)
    return step_id


def _asked_again(session: Session, booking_id: UUID) -> UUID | None:
    """The first that was asked for again and is not played again yet."""
    later = aliased(Take)
    called_off = TakeState.CALLED_OFF
    followed = select(later.id).where(later.retake_of == Take.id, later.state != called_off)
    wanted = select(Take.id).where(
        Take.booking_id == booking_id, Take.state == TakeState.RETAKE, ~followed.exists()
    )
    return session.scalar(wanted.order_by(Take.number).limit(1))


def _playing(session: Session, booking: Booking) -> Sequence[Engagement]:
    wanted = (
        select(Engagement)
        .join(Place, Place.engagement_id == Engagement.id)
        .where(Place.booking_id == booking.id, Place.state == PlaceState.CHECKED_IN)
        .order_by(Engagement.part_key, Engagement.id)
    )
    return session.scalars(wanted).all()
