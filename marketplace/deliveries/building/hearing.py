"""What is heard in tracks: how long, when, in which words; and what their performers felt."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Use
from foundation.statements import among
from marketplace.deliveries.building.contents import Wanted
from marketplace.deliveries.choosing.form import LabelKind
from marketplace.takes.checking import webvtt
from marketplace.takes.checking.marks import withheld
from marketplace.takes.checking.measured import Span
from marketplace.takes.checking.models import Transcript, TranscriptText
from marketplace.takes.checking.reports import report_of
from marketplace.takes.checking.silencing import Withheld
from marketplace.takes.checking.transcripts import lines_of
from marketplace.takes.checking.webvtt import Cue
from marketplace.takes.models import Track, TrackFile
from marketplace.takes.self_reports.labels import labels_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    seconds: float = 0.0
    sample_rate_hz: int | None = None
    channels: int | None = None
    turns: Sequence[Span] = ()
    cues: Sequence[Cue] = ()
    felt: Mapping[int, str] = field(default_factory=dict)


def heard(
    session: Session, wanted: Wanted, takes: Sequence[Sequence[tuple[Track, str]]]
) -> dict[UUID, Heard]:
    """By recording."""
    parts = {track.recording_id: track for one in takes for track, _ in one if track.recording_id}
    recordings = [each for each in parts if each]
    held = withheld(session, recordings)
    texts = _texts(session, recordings) if LabelKind.TRANSCRIPTS in wanted.form.labels else {}
    these = select(TrackFile).where(among(session, TrackFile.recording_id, recordings))
    found: dict[UUID, Heard] = defaultdict(Heard)
    for file in session.scalars(these):
        recording_id = file.recording_id
        spans = held.get(recording_id, [])
        found[recording_id] = replace(
            _measured(file, spans),
            cues=_cues(texts.get(recording_id, ""), spans),
            felt=_felt(session, wanted, parts[recording_id]),
        )
    return found


def felt_is_asked(wanted: Wanted) -> bool:
    return LabelKind.FELT in wanted.form.labels and Use.EMOTION_RECOGNITION in wanted.stated.uses


def _measured(file: TrackFile, spans: Withheld) -> Heard:
    report = report_of(file)
    if report is None:
        return Heard()
    sound = report.measured.sound
    return Heard(
        seconds=round(report.measured.seconds, 3),
        sample_rate_hz=sound.sample_rate_hz if sound else None,
        channels=sound.channels if sound else None,
        turns=_without(sound.voiced, spans) if sound else (),
    )


def _without(turns: Sequence[Span], spans: Withheld) -> list[Span]:
    """The turns that are left once the spans are cut out of them."""
    left = list(turns)
    for begins, ends in ((begins / 1000, ends / 1000) for begins, ends in spans):
        cut = [((since, min(until, begins)), (max(since, ends), until)) for since, until in left]
        left = [piece for pieces in cut for piece in pieces if piece[0] < piece[1]]
    return left


def _texts(session: Session, recordings: Collection[UUID]) -> dict[UUID, str]:
    """The newest of each, as far as it was not erased."""
    of = Transcript
    newest = (
        select(of.recording_id, func.max(of.number).label("number"))
        .where(among(session, of.recording_id, recordings))
        .group_by(of.recording_id)
        .subquery()
    )
    wanted = (
        select(of.recording_id, TranscriptText.text)
        .join(TranscriptText, TranscriptText.transcript_id == of.id)
        .join(newest, (newest.c.recording_id == of.recording_id) & (newest.c.number == of.number))
    )
    return {row[0]: row[1] for row in session.execute(wanted)}


def _cues(text: str, spans: Withheld) -> list[Cue]:
    """Whose voice it is may have been written down by name: the file says whose it is."""
    if not text:
        return []
    lines = lines_of(webvtt.read(text), spans, is_own=False)
    return [replace(line.cue, voice="") for line in lines]


def _felt(session: Session, wanted: Wanted, track: Track) -> dict[int, str]:
    """What is allowed for each of the purposes: for one alone it would go to the others too."""
    if not felt_is_asked(wanted):
        return {}
    found: list[dict[int, str]] = []
    for purpose in wanted.stated.by_use()[Use.EMOTION_RECOGNITION]:
        labels = labels_of(session, track, purpose)
        found.append({each.beat: each.felt.value for each in labels if each.felt is not None})
    return {beat: said for beat, said in found[0].items() if all(beat in each for each in found)}
