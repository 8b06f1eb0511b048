"""The only place that reads the wall clock, so tests can hold it still and move it."""

from datetime import UTC, datetime, timedelta

_held_at: datetime | None = None


def now() -> datetime:
    return _held_at if _held_at is not None else datetime.now(UTC)


def hold(at: datetime) -> None:
    """Stop the clock at this instant. Tests only; `release` lets it run again."""
    global _held_at  # noqa: PLW0603 - one clock for the process is the point
    if at.tzinfo is None:
        raise ValueError(f"naive datetime: {at!r}")
    _held_at = at.astimezone(UTC)


def move(by: timedelta) -> None:
    hold(now() + by)


def release() -> None:
    global _held_at  # noqa: PLW0603
    _held_at = None
