"""Transcripts of a track as they are shown: to others without what is withheld of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from marketplace.gigs.models import Gig
from marketplace.takes.checking import policy, webvtt
from marketplace.takes.checking.errors import TranscriptNotFound
from marketplace.takes.checking.marks import withheld
from marketplace.takes.checking.measured import Span
from marketplace.takes.checking.models import Transcript, TranscriptText
from marketplace.takes.checking.reports import report_of
from marketplace.takes.checking.seeing import put_on_record, seen_track, seen_tracks
from marketplace.takes.checking.webvtt import Cue
from marketplace.takes.models import Take, Track, TrackFile, TrackState

WITHHELD = "(withheld)"
TO_FILL_IN = "…"


@dataclass(frozen=True, slots=True)
class Line:
    cue: Cue
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One version, and which others there are."""

    take: Take
    track: Track
    title: str
    is_own: bool
    versions: Sequence[Transcript]
    version: Transcript | None
    lines: Sequence[Line]
    skeleton: str
    """What to begin with: an empty line for each turn that was heard."""

    @property
    def text(self) -> str:
        return webvtt.write([line.cue for line in self.lines]) if self.lines else ""

    @property
    def may_write(self) -> bool:
        """Who sees gaps would write them over the words."""
        is_fit = self.track.state is TrackState.FIT and self.take.complete_at is not None
        return is_fit and (self.is_own or not any(line.is_withheld for line in self.lines))


def shown(
    session: Session, take_id: UUID, track_id: UUID, actor: Actor, number: int | None = None
) -> Shown:
    """The version of this number, or the newest. That staff read it is on record."""
    take, _ = seen_tracks(session, take_id, actor)
    track = seen_track(session, take, track_id, actor)
    put_on_record([track], actor=actor)
    versions = _versions(session, track.recording_id)
    version = _chosen(versions, number)
    is_own = policy.is_own(actor, track)
    return Shown(
        take,
        track,
        session.scalars(select(Gig.title).where(Gig.id == take.gig_id)).one(),
        is_own,
        versions,
        version,
        _lines(session, track, version, is_own=is_own),
        webvtt.write(skeleton(_voiced(session, track))),
    )


def skeleton(voiced: Sequence[Span]) -> list[Cue]:
    return [Cue(round(begins * 1_000), round(ends * 1_000), TO_FILL_IN) for begins, ends in voiced]


def lines_of(cues: Sequence[Cue], held: Sequence[tuple[int, int]], *, is_own: bool) -> list[Line]:
    """Of a line of which any part is withheld, nobody but its performer reads a word."""
    found = [Line(cue, any(_meets(cue, span) for span in held)) for cue in cues]
    if is_own:
        return found
    return [
        Line(replace(line.cue, text=WITHHELD, voice=""), True) if line.is_withheld else line
        for line in found
    ]


def _meets(cue: Cue, span: tuple[int, int]) -> bool:
    return cue.begins_ms < span[1] and span[0] < cue.ends_ms


def _lines(
    session: Session, track: Track, version: Transcript | None, *, is_own: bool
) -> list[Line]:
    text = session.get(TranscriptText, version.id) if version else None
    if text is None or track.recording_id is None:
        return []
    held = withheld(session, [track.recording_id]).get(track.recording_id, [])
    return lines_of(webvtt.read(text.text), held, is_own=is_own)


def _versions(session: Session, recording_id: UUID | None) -> Sequence[Transcript]:
    wanted = select(Transcript).where(Transcript.recording_id == recording_id)
    return session.scalars(wanted.order_by(Transcript.number.desc())).all()


def _chosen(versions: Sequence[Transcript], number: int | None) -> Transcript | None:
    if number is None:
        return versions[0] if versions else None
    for each in versions:
        if each.number == number:
            return each
    raise TranscriptNotFound


def _voiced(session: Session, track: Track) -> Sequence[Span]:
    report = report_of(session.get(TrackFile, track.recording_id)) if track.recording_id else None
    return report.measured.sound.voiced if report and report.measured.sound else ()
