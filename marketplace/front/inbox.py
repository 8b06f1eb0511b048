"""What waits for somebody, put together by how soon it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from foundation.hooks import Waiting

_SOON = timedelta(days=2)
MOST_IN_VIEW = 8
"""Of each group; the others open below it."""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    items: Sequence[Waiting]

    @property
    def in_view(self) -> Sequence[Waiting]:
        return self.items[:MOST_IN_VIEW]

    @property
    def further(self) -> Sequence[Waiting]:
        return self.items[MOST_IN_VIEW:]


def grouped(waiting: Sequence[Waiting], at: datetime) -> list[Group]:
    """In the order they came, which is by due date; no group is empty."""
    found: dict[str, list[Waiting]] = {}
    for each in waiting:
        found.setdefault(_when(each, at), []).append(each)
    return [Group(title, items) for title, items in found.items()]


def _when(each: Waiting, at: datetime) -> str:
    if each.comes_by_itself:
        return "Comes by itself"
    if each.due_at is None:
        return "Without a date"
    if each.due_at < at:
        return "Late"
    return "Due within two days" if each.due_at <= at + _SOON else "Due later"
