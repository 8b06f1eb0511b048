"""How long a take is, and how much of it was accepted, as the machine measured its tracks."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.statements import among
from marketplace.takes.models import Track, TrackFile

Span = tuple[int, int]
"""From and to, in milliseconds."""


def accepted_ms(session: Session, tracks: Sequence[Track], span: Span | None) -> int | None:
    """Of the longest track: tracks are laid together, so that no minute counts twice."""
    whole = _measured_ms(session, tracks)
    if span is None:
        return whole
    first, last = span
    return last - first if whole is None else max(0, min(last, whole) - first)


def _measured_ms(session: Session, tracks: Sequence[Track]) -> int | None:
    recordings = [each.recording_id for each in tracks if each.recording_id]
    these = among(session, TrackFile.recording_id, recordings)
    reports = session.scalars(select(TrackFile.report).where(these))
    found = [round(each["measured"]["seconds"] * 1000) for each in reports if each]
    return max(found, default=None)
