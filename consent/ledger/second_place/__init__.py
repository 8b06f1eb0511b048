"""Where the newest signed checkpoint is kept besides the database, so that a database set back
by a restore, a failover or a lost disk is found out before anything else is signed."""

from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from consent.ledger.second_place.database import DatabasePlace
from consent.ledger.second_place.file import FilePlace


class SecondPlace(Protocol):
    def newest(self) -> bytes | None:
        """The signed note that nothing may contradict."""

    def swap(self, old: bytes | None, new: bytes) -> bool:
        """Durable once it returns. False where another has put something else there since."""

    def erasures(self) -> frozenset[str]:
        """What was erased, ever: a restored backup must not bring it back."""

    def add_erasures(self, erased: Collection[str]) -> None:
        """Durable once it returns; what is there already stays there once."""


def open_place(where: str, default: Path) -> SecondPlace:
    """A path, or the address of any second database; empty is a file of our own."""
    if "://" in where:
        return DatabasePlace(where)
    return FilePlace(Path(where) if where else default)
