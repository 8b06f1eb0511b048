"""What questions are about, kept as files once it was made: things take longer to make than to ask
about."""

import os
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from foundation import clock
from tests.access.rules import Make, Values
from tests.cast import Person
from tests.scratch import overwrite

_MOST_BYTES = 400 << 20
"""Kept at once; all that the table asks about comes to less."""
_PAGE = 4096


def beside(file: Path) -> list[Path]:
    """What a database has in files of its own, and the ledger's second place."""
    with os.scandir(file.parent) as found:
        return [
            Path(each.path) for each in found if each.name.startswith((f"{file.name}-", "ledger-"))
        ]


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
    pages: dict[int, bytes]
    """Of the database, by where they begin: those that are not as in what it began with."""
    size: int
    files: dict[str, tuple[int, bytes]]
    """Beside it, by name: the mode, since a key that others could read is refused, and the
    content."""
    at: datetime
    """A thing may need some time to become what it is."""

    def put(self, file: Path, began: bytes) -> None:
        clock.hold(self.at)
        content = bytearray(began[: self.size].ljust(self.size, b"\0"))
        for start, page in self.pages.items():
            content[start : start + _PAGE] = page
        overwrite(file, content)
        for name, (mode, beside_it) in self.files.items():
            other = file.parent / name
            other.write_bytes(beside_it)
            other.chmod(mode)

    @property
    def weighs(self) -> int:
        return len(self.pages) * _PAGE + sum(len(content) for _, content in self.files.values())


@dataclass(slots=True)
class Made:
    _things: OrderedDict[tuple[str, Make, UUID], Thing] = field(default_factory=OrderedDict)
    _weigh: int = 0

    def of(self, base: str, make: Make, owner: Person) -> Thing | None:
        return self._things.get((base, make, owner.id))

    def keep(self, key: tuple[str, Make, UUID], values: Values, file: Path, began: bytes) -> None:
        content = file.read_bytes()
        files = {
            each.name: (each.stat().st_mode & 0o777, each.read_bytes()) for each in beside(file)
        }
        thing = Thing(values, _pages(began, content), len(content), files, clock.now())
        self._things[key] = thing
        self._weigh += thing.weighs
        while self._weigh > _MOST_BYTES:
            self._weigh -= self._things.popitem(last=False)[1].weighs


def _pages(began: bytes, content: bytes) -> dict[int, bytes]:
    each = ((at, content[at : at + _PAGE]) for at in range(0, len(content), _PAGE))
    return {at: page for at, page in each if page != began[at : at + _PAGE]}
