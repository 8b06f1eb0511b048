"""What pages and programs show of takes: how far each is, and what is expected of whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from foundation import hooks
from foundation.actors import Actor
from foundation.cursors import Page, page_of
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.bookings.models import Booking
from marketplace.bookings.queries import booking_for, places_of
from marketplace.gigs.models import Gig
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestVersion
from marketplace.takes.appeals.queries import due_of
from marketplace.takes.arriving import beginning, policy, standing
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import Take, TakeState, TakeStep, Track, TrackState
from marketplace.takes.reviewing.policy import judges_for
from marketplace.takes.windows import may_cut_still

MOST_LISTED = 100
JUDGED = (TakeState.ACCEPTED, TakeState.REJECTED, TakeState.RETAKE, TakeState.APPEALED)
TO_SEND = (TrackState.AWAITED, TrackState.MISSED)


@dataclass(frozen=True, slots=True)
class Listed:
    take: Take
    title: str
    starts_at: datetime
    """Of its booking: takes of two days may have one number."""
    tracks: Sequence[Track]
    own: Track | None
    answer_by: datetime | None
    """Where it is appealed."""

    @property
    def may_send(self) -> bool:
        coming = self.take.state is TakeState.COMING_IN
        return coming and self.own is not None and self.own.state in TO_SEND

    @property
    def may_stop(self) -> bool:
        return self.own is not None and self.take.state is TakeState.COMING_IN

    @property
    def send_by(self) -> datetime:
        return standing.send_by(self.take)

    @property
    def here(self) -> int:
        return sum(each.state is TrackState.FIT for each in self.tracks)


@dataclass(frozen=True, slots=True)
class Shown:
    listed: Listed
    booking: Booking
    names: dict[UUID, str]
    content: SceneContent
    story: Sequence[TakeStep]
    may_call_off: bool
    may_judge: bool

    @property
    def may_see_check(self) -> bool:
        """Their own, once something of it is here; who judges, once the take is complete."""
        own = self.listed.own
        is_theirs = own is not None and own.recording_id is not None
        return is_theirs or (self.may_judge and self.listed.take.complete_at is not None)

    @property
    def may_look(self) -> bool:
        """As long as they may still cut something out of their own track."""
        own, take = self.listed.own, self.listed.take
        return own is not None and own.recording_id is not None and may_cut_still(take)

    @property
    def is_judged(self) -> bool:
        return self.listed.take.state in JUDGED


@dataclass(frozen=True, slots=True)
class OfBooking:
    booking: Booking
    title: str
    takes: Sequence[Listed]
    performers: Collection[UUID]
    may_begin: bool
    request_id: UUID | None
    """Of whose progress the reader may know."""
    may_judge: bool


def own_takes(session: Session, actor: Actor) -> list[Listed]:
    """A performer's, or their client's; newest first."""
    return listed(session, actor, _concerns(actor))


def page(session: Session, actor: Actor, *, after: str | None, limit: int) -> Page[Any]:
    """The same, for programs: all of them."""
    wanted = select(Take.id, Take.begun_at).where(_concerns(actor))
    return page_of(session, wanted, Take.begun_at, Take.id, after=after, limit=limit)


def of_booking(session: Session, booking_id: UUID, actor: Actor) -> OfBooking:
    booking = booking_for(session, booking_id, actor)
    places = places_of(session, [booking_id]).get(booking_id, [])
    gig = session.get_one(Gig, booking.gig_id)
    is_theirs = actor.on_behalf_of == booking.client_id and actor.role in CLIENT_SIDE
    return OfBooking(
        booking=booking,
        title=gig.title,
        takes=listed(session, actor, Take.booking_id == booking_id),
        performers={each.performer_id for each in places},
        may_begin=policy.is_here(actor, booking, places) and beginning.is_on(booking),
        request_id=gig.request_id if is_theirs else None,
        may_judge=judges_for(actor, booking.client_id),
    )


def shown(session: Session, take_id: UUID, actor: Actor) -> Shown:
    """To all who see its booking, and to who played in it."""
    found = listed(session, actor, Take.id == take_id)
    if not found:
        raise TakeNotFound
    one = found[0]
    booking = session.get_one(Booking, one.take.booking_id)
    if one.own is None:
        booking = booking_for(session, booking.id, actor)
    places = places_of(session, [booking.id]).get(booking.id, [])
    awaited = all(each.state is TrackState.AWAITED for each in one.tracks)
    coming = one.take.state is TakeState.COMING_IN
    return Shown(
        listed=one,
        booking=booking,
        names=hooks.names(session, [each.performer_id for each in one.tracks]),
        content=session.get_one(RequestVersion, one.take.brief_version_id).scene(),
        story=_story(session, take_id),
        may_call_off=awaited and coming and policy.may_call_off(actor, booking, places),
        may_judge=judges_for(actor, booking.client_id),
    )


def listed(session: Session, actor: Actor, *conditions: ColumnElement[bool]) -> list[Listed]:
    wanted = (
        select(Take, Gig.title, Booking.starts_at)
        .join(Gig, Gig.id == Take.gig_id)
        .join(Booking, Booking.id == Take.booking_id)
        .where(*conditions)
    )
    newest = wanted.order_by(Take.begun_at.desc(), Take.id.desc()).limit(MOST_LISTED)
    rows = session.execute(newest).all()
    tracks = _tracks(session, [row.Take.id for row in rows])
    appealed = [row.Take.id for row in rows if row.Take.state is TakeState.APPEALED]
    due = due_of(session, appealed)
    return [_listed(row, tracks[row.Take.id], due, actor) for row in rows]


def _listed(
    row: Row[Take, str, datetime],
    tracks: Sequence[Track],
    due: Mapping[UUID, datetime],
    actor: Actor,
) -> Listed:
    answer_by = due.get(row.Take.id)
    own = policy.own(actor, tracks)
    return Listed(row.Take, row.title, row.starts_at, tracks, own, answer_by)


def _concerns(actor: Actor) -> ColumnElement[bool]:
    if not policy.may_list(actor):
        raise TakeNotFound
    if actor.role == Role.PERFORMER:
        own = select(Track.take_id).where(Track.performer_id == actor.id)
        return Take.id.in_(own)
    return Take.client_id == actor.on_behalf_of


def _tracks(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[Track]]:
    found: dict[UUID, list[Track]] = {each: [] for each in ids}
    for track in session.scalars(select(Track).where(Track.take_id.in_(ids)).order_by(Track.id)):
        found[track.take_id].append(track)
    return found


def _story(session: Session, take_id: UUID) -> Sequence[TakeStep]:
    wanted = select(TakeStep).where(TakeStep.take_id == take_id)
    return session.scalars(wanted.order_by(TakeStep.at, TakeStep.id)).all()
