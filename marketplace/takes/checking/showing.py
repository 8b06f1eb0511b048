"""What somebody is shown of a take's check: their own tracks, or all of them to who judges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.database import db
from marketplace.accounts.roles import Role
from marketplace.bookings.policy import may_follow
from marketplace.gigs.models import Gig
from marketplace.takes import steps
from marketplace.takes.checking import policy
from marketplace.takes.checking.marks import SAID, marks_of
from marketplace.takes.checking.models import Mark, MarkKind
from marketplace.takes.checking.playing import Player, mix_player, player_of
from marketplace.takes.checking.reports import Report, report_of
from marketplace.takes.checking.seeing import put_on_record, seen_tracks
from marketplace.takes.checking.turns import Turns, together
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import Take, TakeState, Track, TrackFile, TrackState
from marketplace.takes.windows import cut_by, may_cut_still


@dataclass(frozen=True, slots=True)
class Shown:
    track: Track
    number: int
    is_own: bool
    progress: int
    report: Report | None
    marks: Sequence[Mark]
    may_mark: bool
    player: Player | None

    @property
    def name(self) -> str:
        return "Your track" if self.is_own else f"Track {self.number}"


@dataclass(frozen=True, slots=True)
class Page:
    take: Take
    title: str
    tracks: Sequence[Shown]
    turns: Turns | None
    kinds: Sequence[tuple[str, str]]
    """What may be marked now; nothing where nothing may."""
    mix: Player | None
    says_state: bool
    """Not to one of ours once it is judged: a second, blind opinion may be wanted of them."""
    has_page: bool
    """They have the page of the take as well; who only judges it has not."""

    @property
    def may_open(self) -> bool:
        return any(each.player is None and each.track.recording_id for each in self.tracks)

    @property
    def own(self) -> Shown | None:
        return next((each for each in self.tracks if each.is_own), None)

    @property
    def cut_by(self) -> datetime | None:
        return cut_by(self.take)

    @property
    def may_cut(self) -> bool:
        return self.own is not None and self.own.may_mark and may_cut_still(self.take)

    @property
    def to_mark(self) -> list[tuple[str, str]]:
        return [(str(each.track.id), each.name) for each in self.tracks if each.may_mark]


def page_for(take_id: UUID, *, actor: Actor) -> Page:
    session = db.session()
    take, seen = seen_tracks(session, take_id, actor)
    put_on_record(seen, actor=actor)
    return _page(session, take, steps.tracks_of(session, take_id), seen, actor)


def last_look_for(take_id: UUID, *, actor: Actor) -> Page:
    """A performer's own track; to all others there is no last look."""
    page = page_for(take_id, actor=actor)
    if page.own is None:
        raise TakeNotFound
    return page


def _page(
    session: Session, take: Take, tracks: Sequence[Track], seen: Sequence[Track], actor: Actor
) -> Page:
    numbers = {track.id: number for number, track in enumerate(tracks, start=1)}
    shown = [_shown(session, take, track, numbers[track.id], actor) for track in seen]
    heard = {
        each.track.id: each.report.measured.sound.voiced
        for each in shown
        if each.report and each.report.measured.sound
    }
    title = session.scalars(select(Gig.title).where(Gig.id == take.gig_id)).one()
    turns = together(heard) if len(heard) > 1 else None
    mix = mix_player(session, tracks, actor)
    says_state = actor.role != Role.REVIEWER or take.state is TakeState.TO_JUDGE
    has_page = may_follow(actor, take.client_id) or any(each.is_own for each in shown)
    return Page(
        take=take,
        title=title,
        tracks=shown,
        turns=turns,
        kinds=_kinds(take, shown),
        mix=mix,
        says_state=says_state,
        has_page=has_page,
    )


def _shown(session: Session, take: Take, track: Track, number: int, actor: Actor) -> Shown:
    file = session.get(TrackFile, track.recording_id) if track.recording_id else None
    marks = marks_of(session, [track.recording_id]) if track.recording_id else []
    return Shown(
        track,
        number,
        policy.is_own(actor, track),
        file.progress if file else 0,
        report_of(file),
        marks,
        track.state is TrackState.FIT and take.complete_at is not None,
        player_of(session, track, actor),
    )


def _kinds(take: Take, shown: Sequence[Shown]) -> list[tuple[str, str]]:
    if not any(each.may_mark for each in shown):
        return []
    may_cut = any(each.is_own for each in shown) and may_cut_still(take)
    return [(kind.value, said) for kind, said in SAID.items() if may_cut or kind != MarkKind.CUT]
