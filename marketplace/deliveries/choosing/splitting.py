"""Splits that keep every performer, and whoever they played with, on one side."""

import hashlib
from collections.abc import Collection, Mapping
from uuid import UUID

Performers = Collection[UUID]


def split(
    takes: Mapping[UUID, Performers], shares: Mapping[str, int], seed: int
) -> dict[UUID, str]:
    """By take, the name of its split: the same for the same takes and seed.

    The largest groups are laid first, each where most is wanting; the seed decides among equals.
    """
    names = sorted((name for name, percent in shares.items() if percent > 0), reverse=True)
    left = {name: shares[name] * len(takes) / 100 for name in names}
    found: dict[UUID, str] = {}
    for group in sorted(groups(takes), key=lambda each: (-len(each), _lot(seed, each[0]))):
        name = max(names, key=lambda each: left[each])
        left[name] -= len(group)
        found |= dict.fromkeys(group, name)
    return found


def groups(takes: Mapping[UUID, Performers]) -> list[list[UUID]]:
    """Takes that a chain of performers joins, each group in order of its ids."""
    joined = _Joined()
    for performers in takes.values():
        first, *others = sorted(performers)
        for other in others:
            joined.join(first, other)
    groups: dict[UUID, list[UUID]] = {}
    for take in sorted(takes):
        groups.setdefault(joined.root(min(takes[take])), []).append(take)
    return list(groups.values())


def _lot(seed: int, take: UUID) -> str:
    return hashlib.sha256(f"{seed} {take}".encode()).hexdigest()


class _Joined:
    """Union-find."""

    def __init__(self) -> None:
        self._above: dict[UUID, UUID] = {}

    def root(self, one: UUID) -> UUID:
        while (above := self._above.get(one, one)) != one:
            self._above[one] = self._above.get(above, above)
            one = above
        return one

    def join(self, one: UUID, other: UUID) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low
