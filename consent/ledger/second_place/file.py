"""The second place as two small files: one is replaced whole, the other only grows."""

import fcntl
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from consent.ledger.durable import sync_folder


class FilePlace:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._erasures = path.with_name(path.name + ".erasures")
        self._lock = path.with_name(path.name + ".lock")

    def newest(self) -> bytes | None:
        return self.path.read_bytes() if self.path.exists() else None

    def swap(self, old: bytes | None, new: bytes) -> bool:
        with self._alone():
            if self.newest() != old:
                return False
            self._replace(new)
            return True

    def erasures(self) -> frozenset[str]:
        if not self._erasures.exists():
            return frozenset()
        # A line that a power cut left unfinished was never acknowledged.
        whole, _, _ = self._erasures.read_text().rpartition("\n")
        return frozenset(whole.split())

    def add_erasures(self, erased: Collection[str]) -> None:
        with self._alone():
            new = sorted(set(erased) - self.erasures())
            if new:
                _append(self._erasures, "".join(f"\n{each}" for each in new) + "\n")
                sync_folder(self.path.parent)

    def _replace(self, new: bytes) -> None:
        beside = self.path.with_name(self.path.name + ".new")
        with beside.open("wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)
        sync_folder(self.path.parent)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock.open("ab") as held:
            fcntl.flock(held, fcntl.LOCK_EX)  # Let go when the file is closed, or its owner dies.
            yield


def _append(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
