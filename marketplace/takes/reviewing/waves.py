"""The waveform of each track, drawn from what the machine check measured, along one time axis."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.statements import among
from marketplace.takes.checking.measured import Measured
from marketplace.takes.checking.reports import report_of
from marketplace.takes.models import Track, TrackFile

TALL = 120
"""Of 127 to either side."""


@dataclass(frozen=True, slots=True)
class Wave:
    """`path` is in columns; `columns` is how many the longest track of the take would have, so
    that one place across the page is one moment in every track."""

    path: str
    columns: int


@dataclass(frozen=True, slots=True)
class Waves:
    seconds: float
    """Of the longest track."""
    of: dict[UUID, Wave]
    """By recording. None of what was not checked, has no sound, or is destroyed."""


def waves(session: Session, tracks: Iterable[Track]) -> Waves:
    ids = [each.recording_id for each in tracks if each.recording_id]
    wanted = select(TrackFile).where(among(session, TrackFile.recording_id, ids))
    measured = {}
    for file in session.scalars(wanted):
        report = report_of(file)
        if report is not None:
            measured[file.recording_id] = report.measured
    longest = max((each.seconds for each in measured.values()), default=0.0)
    drawn = {key: _wave(each, longest) for key, each in measured.items() if each.waveform}
    return Waves(longest, drawn)


def _wave(measured: Measured, longest: float) -> Wave:
    shape = measured.waveform
    pairs = list(zip(shape[::2], shape[1::2], strict=True))
    # Drawn up to its own loudest: pauses and words are looked for here, not how loud it is.
    tall = TALL / max(1, *(abs(each) for each in shape))
    drawn = ((round(-most * tall), round(-least * tall) + 1) for least, most in pairs)
    strokes = "".join(f"M{at} {top}V{foot}" for at, (top, foot) in enumerate(drawn))
    return Wave(strokes, round(len(pairs) * longest / (measured.seconds or longest)))
