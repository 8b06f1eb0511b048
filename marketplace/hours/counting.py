"""From the log to seconds of each kind: every second between begin and end, exactly once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.hours.models import LineKind, Phase

BREAK_BLOCK = timedelta(hours=2)
BREAK_PAID = timedelta(minutes=15)
"""Of breaks, so much is paid in each block of that length; the blocks begin with the work."""
ALLOWANCE_COVERS = timedelta(minutes=15)
"""For so long a tech check or briefing is covered by its posted price; the rest is call."""


@dataclass(frozen=True, slots=True)
class Span:
    phase: Phase
    starts_at: datetime
    ends_at: datetime

    @property
    def seconds(self) -> int:
        return whole_seconds(self.starts_at, self.ends_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Which allowances the terms have a price for, in this booking."""

    waiting: bool = False
    tech_check: bool = False
    briefing: bool = False


def whole_seconds(starts_at: datetime, ends_at: datetime) -> int:
    """Between instants, never between clocks on walls: no change of clocks is in it. Both are cut
    to the second first, so that neighbours add up to the whole."""
    return int(ends_at.timestamp()) - int(starts_at.timestamp())


def spans(call: datetime, taps: Sequence[tuple[Phase, datetime]], until: datetime) -> list[Span]:
    """From the call, or the first tap where that was earlier, until the end. Whoever came and saw
    nothing begin was waiting; where nobody tapped at all, it was work."""
    if not taps:
        return [Span(Phase.WORK, call, max(call, until))]
    found = []
    if taps[0][1] > call:
        found.append(Span(Phase.WAITING, call, min(taps[0][1], max(call, until))))
    for (phase, starts_at), ends_at in zip(taps, _ends(taps, until), strict=True):
        if phase is not Phase.END and ends_at > starts_at:
            found.append(Span(phase, starts_at, ends_at))
    return found


def _ends(taps: Sequence[tuple[Phase, datetime]], until: datetime) -> list[datetime]:
    return [*(at for _, at in taps[1:]), until]


def counted(found: Sequence[Span], posted: Posted) -> dict[LineKind, int]:
    """Seconds by kind. Call, break and waiting are always there, to be corrected."""
    seconds = dict.fromkeys((LineKind.CALL, LineKind.BREAK, LineKind.WAITING), 0)
    for kind, count in _counts(found, posted):
        seconds[kind] = seconds.get(kind, 0) + count
    return seconds


def _counts(found: Sequence[Span], posted: Posted) -> Iterator[tuple[LineKind, int]]:
    yield from _breaks(found)
    yield from _allowance(found, Phase.TECH_CHECK, LineKind.TECH_CHECK, posted.tech_check)
    yield from _allowance(found, Phase.BRIEFING, LineKind.BRIEFING, posted.briefing)
    for span in found:
        if span.phase is Phase.WORK:
            yield LineKind.CALL, span.seconds
        if span.phase is Phase.WAITING:
            yield LineKind.WAITING if posted.waiting else LineKind.CALL, span.seconds


def _allowance(
    found: Sequence[Span], phase: Phase, kind: LineKind, is_posted: bool
) -> Iterator[tuple[LineKind, int]]:
    total = sum(span.seconds for span in found if span.phase is phase)
    covered = min(total, int(ALLOWANCE_COVERS.total_seconds())) if is_posted else 0
    if is_posted:
        yield kind, covered
    yield LineKind.CALL, total - covered


def _breaks(found: Sequence[Span]) -> Iterator[tuple[LineKind, int]]:
    by_block: dict[int, int] = {}
    for span in found:
        if span.phase is Phase.BREAK:
            for block, seconds in _by_block(span, found[0].starts_at):
                by_block[block] = by_block.get(block, 0) + seconds
    paid = sum(min(each, int(BREAK_PAID.total_seconds())) for each in by_block.values())
    yield LineKind.BREAK, paid
    if beyond := sum(by_block.values()) - paid:
        yield LineKind.UNPAID_BREAK, beyond


def _by_block(span: Span, origin: datetime) -> Iterator[tuple[int, int]]:
    at = span.starts_at
    while at < span.ends_at:
        block = (at - origin) // BREAK_BLOCK
        ends_at = min(span.ends_at, origin + (block + 1) * BREAK_BLOCK)
        yield block, whole_seconds(at, ends_at)
        at = ends_at
