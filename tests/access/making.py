"""What questions are about, kept as files once it was made: things take longer to make than to ask
about."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from foundation import clock
from tests.access.rules import Make, Values
from tests.cast import Person

_MOST = 150
"""Kept at once: rows that need the same thing stand together."""


def beside(file: Path) -> list[Path]:
    """What a database has in files of its own, and the ledger's second place."""
    return [each for left in (f"{file.name}-*", "ledger-*") for each in file.parent.glob(left)]


State = frozenset[tuple[str, int, int]]


def state_of(file: Path) -> State:
    """Another one after anything was written. A journal that is only open is empty."""
    known = [(each.name, each.stat()) for each in (file, *beside(file)) if each.exists()]
    return frozenset(
        (name, stat.st_size, stat.st_mtime_ns)
        for name, stat in known
        if stat.st_size and not name.endswith("-shm")
    )


@dataclass(frozen=True, slots=True)
class Thing:
    values: Values
    files: dict[str, tuple[int, bytes]]
    """By name: the mode, since a key that others could read is refused, and the content."""
    at: datetime
    """A thing may need some time to become what it is."""

    def put(self, beside_of: Path) -> None:
        clock.hold(self.at)
        for name, (mode, content) in self.files.items():
            file = beside_of.parent / name
            file.write_bytes(content)
            file.chmod(mode)


@dataclass(slots=True)
class Made:
    _things: OrderedDict[tuple[str, Make, UUID], Thing] = field(default_factory=OrderedDict)

    def of(self, base: str, make: Make, owner: Person) -> Thing | None:
        return self._things.get((base, make, owner.id))

    def keep(self, key: tuple[str, Make, UUID], values: Values, file: Path) -> None:
        files = {
            each.name: (each.stat().st_mode & 0o777, each.read_bytes())
            for each in (file, *beside(file))
        }
        self._things[key] = Thing(values, files, clock.now())
        while len(self._things) > _MOST:
            self._things.popitem(last=False)
