"""Somebody writes down what is said in a track: a new version each time, nothing is overwritten."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.database import transaction
from marketplace.takes import steps
from marketplace.takes.checking import news, policy, webvtt
from marketplace.takes.checking.errors import (
    LineOutside,
    NotToTranscribe,
    SameTranscript,
    TranscriptNotText,
    TranscriptSaysNothing,
    WithheldText,
)
from marketplace.takes.checking.marks import withheld
from marketplace.takes.checking.models import Transcript, TranscriptText
from marketplace.takes.checking.reports import report_of
from marketplace.takes.checking.seeing import seen_track
from marketplace.takes.checking.transcripts import lines_of
from marketplace.takes.checking.webvtt import Cue
from marketplace.takes.models import Take, Track, TrackFile, TrackState

SLACK_MS = 1_000
"""Whoever writes by ear ends a little late."""


def text_of(content: bytes) -> str:
    """What an uploaded file says."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TranscriptNotText from None


def write_transcript(take_id: UUID, track_id: UUID, text: str, *, actor: Actor) -> int:
    """By its performer, or by who judges it. Gives the number of the version."""
    cues = webvtt.read(text)
    webvtt.read(webvtt.write(cues))  # Escaped it is longer: what is kept must be read again.
    if not any(cue.text.strip() for cue in cues):
        raise TranscriptSaysNothing
    with transaction() as session:
        take = steps.locked(session, take_id)
        track = seen_track(session, take, track_id, actor)
        if not policy.is_own(actor, track):
            _refuse_gaps(session, track)
        number = _keep(session, take, track, cues, actor)
        steps.record(session, take, "transcribed", actor=actor, track=str(track_id), number=number)
        if not policy.is_own(actor, track):
            news.tell_transcribed(session, take, track)
        return number


def newest(session: Session, recording_id: UUID) -> tuple[Transcript, str] | None:
    """And its words, where they were not erased."""
    of = Transcript
    wanted = (
        select(of, TranscriptText.text)
        .outerjoin(TranscriptText, TranscriptText.transcript_id == of.id)
        .where(of.recording_id == recording_id)
        .order_by(of.number.desc())
        .limit(1)
    )
    row = session.execute(wanted).first()
    return (row[0], row[1] or "") if row else None


def _keep(session: Session, take: Take, track: Track, cues: list[Cue], actor: Actor) -> int:
    if track.recording_id is None or track.state is not TrackState.FIT or not take.complete_at:
        raise NotToTranscribe
    _refuse_outside(session, track.recording_id, cues)
    last, text = newest(session, track.recording_id), webvtt.write(cues)
    if last is not None and last[1] == text:
        raise SameTranscript(last[0].number)
    version = Transcript(
        take_id=take.id,
        recording_id=track.recording_id,
        number=last[0].number + 1 if last else 1,
        cues=len(cues),
        by=actor.id,
        acted_as=actor.role,
    )
    session.add(version)
    session.flush()
    session.add(TranscriptText(transcript_id=version.id, text=text))
    return version.number


def _refuse_gaps(session: Session, track: Track) -> None:
    """Who does not see all of the newest version would write it over."""
    last = newest(session, track.recording_id) if track.recording_id else None
    if last is None or track.recording_id is None:
        return
    held = withheld(session, [track.recording_id]).get(track.recording_id, [])
    cues = webvtt.read(last[1]) if last[1] else []
    if any(line.is_withheld for line in lines_of(cues, held, is_own=False)):
        raise WithheldText


def _refuse_outside(session: Session, recording_id: UUID, cues: list[Cue]) -> None:
    report = report_of(session.get(TrackFile, recording_id))
    lasts_ms = round(report.measured.seconds * 1000) if report else 0
    latest_ms = max(cue.ends_ms for cue in cues)
    if latest_ms > lasts_ms + SLACK_MS:
        raise LineOutside(webvtt.clock(latest_ms), webvtt.clock(lasts_ms))
