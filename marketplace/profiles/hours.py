"""Hours as people write them: `09:00-12:00, 14:00-18:00`."""

import re
from collections.abc import Iterable

from marketplace.profiles.availability import Span

_SPAN = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-\u2013]\s*(\d{1,2})(?::(\d{2}))?")
_DAY = 1440


class NotHours(ValueError):
    """Said in words that fit beside the field."""


def read_hours(typed: str) -> tuple[Span, ...]:
    """In order, with what touches or overlaps made one; nothing where nothing was typed."""
    parts = [part.strip() for part in typed.split(",") if part.strip()]
    return joined(sorted(_span(part) for part in parts))


def write_hours(spans: Iterable[Span]) -> str:
    return ", ".join(f"{clock_at(begins)}-{clock_at(ends)}" for begins, ends in sorted(spans))


def _span(typed: str) -> Span:
    found = _SPAN.fullmatch(typed)
    if not found:
        raise NotHours("Write hours such as 09:00-12:00, 14:00-18:00.")
    begins = int(found[1]) * 60 + int(found[2] or 0)
    ends = int(found[3]) * 60 + int(found[4] or 0)
    if int(found[2] or 0) > 59 or int(found[4] or 0) > 59 or ends > _DAY:
        raise NotHours("Clocks go from 00:00 to 24:00.")
    if begins % 5 or ends % 5:
        raise NotHours("Write times in steps of five minutes.")
    if begins >= ends:
        raise NotHours(
            "Each span ends after it begins. For a night, end at 24:00 and go on the next day."
        )
    return begins, ends


def joined(spans: list[Span]) -> tuple[Span, ...]:
    """What touches or overlaps is one. Given in order."""
    found: list[Span] = []
    for begins, ends in spans:
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((begins, ends))
    return tuple(found)


def clock_at(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
