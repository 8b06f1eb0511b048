"""What waits for somebody about takes: a track to send, a last look, a judgement, an appeal. A stop
word waits as a case, and is not said twice."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from foundation.actors import Actor
from foundation.clock import now
from foundation.hooks import Waiting
from marketplace.accounts.roles import Role
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.gigs.models import Gig
from marketplace.takes.appeals.queries import open_for
from marketplace.takes.arriving.standing import send_by
from marketplace.takes.models import Take, TakeState, Track, TrackState
from marketplace.takes.reviewing import policy, queries
from marketplace.takes.self_reports.models import SelfReport
from marketplace.takes.windows import LAST_LOOK

_MOST = 20
_ASKED_FOR = timedelta(days=7)
_SEND = {TrackState.AWAITED: "Send your track", TrackState.MISSED: "Mend your track"}


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if actor.role == Role.PERFORMER:
        yield from _to_send(session, actor)
        yield from _to_play_again(session, actor)
        yield from _to_look_at(session, actor)
        yield from _to_appeal(session, actor)
        yield from _to_report(session, actor)
    if policy.may_have_queue(actor):
        yield from _to_judge(session, actor)
    if policy.may_answer_appeals(actor):
        for each in open_for(session, actor.id)[:_MOST]:
            label = f"Answer an appeal: {each.title}, take {each.number}"
            yield Waiting(label, f"/takes/{each.appeal.take_id}/judgement", each.appeal.due_at)


def _to_judge(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Without what somebody else is at now."""
    for each in queries.queue(session, actor)[:_MOST]:
        if each.claimed_by in (None, actor.id):
            label = f"Judge: {each.title}, take {each.number}"
            yield Waiting(label, f"/judging/{each.take_id}", each.judge_by)


def _to_send(session: Session, actor: Actor) -> Iterator[Waiting]:
    waits = (Take.state == TakeState.COMING_IN, Track.state.in_(_SEND))
    for take, track, title in _own(session, actor, *waits):
        label = f"{_SEND[track.state]}: {title}, take {take.number}"
        yield Waiting(label, f"/takes/{take.id}", send_by(take))


def _to_play_again(session: Session, actor: Actor) -> Iterator[Waiting]:
    """As long as there is a booking to play it in, and nobody has begun it."""
    later = aliased(Take)
    begun = select(later.id).where(later.retake_of == Take.id, later.state != TakeState.CALLED_OFF)
    waits = (
        Take.state == TakeState.RETAKE,
        Booking.state == BookingState.CONFIRMED,
        Booking.ends_at > now(),
        ~begun.exists(),
    )
    for take, _, title in _own(session, actor, *waits):
        label = f"Play take {take.number} again: {title}"
        yield Waiting(label, f"/bookings/{take.booking_id}/takes", take.judge_by)


def _to_look_at(session: Session, actor: Actor) -> Iterator[Waiting]:
    """However it was judged meanwhile; of what was stopped or let go nothing is used."""
    used = (TakeState.TO_JUDGE, TakeState.ACCEPTED, TakeState.APPEALED)
    waits = (Take.state.in_(used), Take.complete_at > now() - LAST_LOOK)
    for take, _, title in _own(session, actor, *waits):
        if take.complete_at is not None:
            label = f"Last look, cut what should not go out: {title}, take {take.number}"
            yield Waiting(label, f"/takes/{take.id}/last-look", take.complete_at + LAST_LOOK)


def _to_appeal(session: Session, actor: Actor) -> Iterator[Waiting]:
    waits = (Take.state == TakeState.REJECTED, Take.appeal_by > now())
    for take, _, title in _own(session, actor, *waits):
        label = f"Rejected, read why or appeal: {title}, take {take.number}"
        yield Waiting(label, f"/takes/{take.id}/judgement", take.appeal_by)


def _to_report(session: Session, actor: Actor) -> Iterator[Waiting]:
    """How it was, for a week after the booking. Nobody has to answer."""
    said = select(SelfReport.id).where(
        SelfReport.booking_id == Booking.id, SelfReport.performer_id == actor.id
    )
    wanted = (
        select(Booking.id, Booking.ends_at, Gig.title)
        .join(Place, Place.booking_id == Booking.id)
        .join(Gig, Gig.id == Booking.gig_id)
        .where(
            Place.performer_id == actor.id,
            Place.state == PlaceState.CHECKED_IN,
            Booking.state != BookingState.CANCELLED,
            Booking.ends_at.between(now() - _ASKED_FOR, now()),
            ~said.exists(),
        )
        .order_by(Booking.ends_at, Booking.id)
    )
    for row in session.execute(wanted.limit(_MOST)):
        label = f"How was it, if you want to say: {row.title}"
        yield Waiting(label, f"/bookings/{row.id}/self-report")


def _own(
    session: Session, actor: Actor, *conditions: ColumnElement[bool]
) -> Iterator[tuple[Take, Track, str]]:
    wanted = (
        select(Take, Track, Gig.title)
        .join(Track, Track.take_id == Take.id)
        .join(Gig, Gig.id == Take.gig_id)
        .join(Booking, Booking.id == Take.booking_id)
        .where(Track.performer_id == actor.id, *conditions)
        .order_by(Take.begun_at, Take.id)
        .limit(_MOST)
    )
    for row in session.execute(wanted):
        yield row.Take, row.Track, row.title
