"""A file of our own for the check to read: what is in storage, brought here and removed again."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foundation import storage
from foundation.settings import Settings


def workplace(settings: Settings, name: str = "checking") -> Path:
    """One for each job, emptied by every run: what a killed one left is nobody's."""
    folder = settings.var / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    return folder


@contextmanager
def fetched(settings: Settings, key: str, folder: Path) -> Iterator[Path]:
    """Piece by piece, so that an hour of video never is in memory."""
    target = folder / "original"
    try:
        with target.open("wb") as file:
            for piece in storage.of(settings).open(key):
                file.write(piece)
        yield target
    finally:
        target.unlink(missing_ok=True)
