"""The log as a folder of files that any web server can serve, or any disk keep.

Full tiles never change, so a second run writes only what is new. Each file appears whole or
not at all, and the checkpoint comes last: who finds it finds all that it covers.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from consent.ledger.notes import BadNote
from consent.ledger.origins import current_keys, verifier_keys
from consent.ledger.publishing import tile_bytes
from consent.ledger.signing import Contradiction, newest_row, open_own
from consent.ledger.tiles import WIDTH, Tile, tiles_of
from consent.ledger.tree import Tree
from consent.ledger.witnessed import with_witnesses

Progress = Callable[[int, int], None]
_REPORT_EVERY = 1000


class NothingSigned(Exception):
    """There is no checkpoint yet, so there is nothing to give away."""


@dataclass(frozen=True, slots=True)
class Exported:
    size: int
    written: int
    there: int
    """Files that an earlier run wrote and that never change."""


def export(
    session: Session, folder: Path, progress: Progress = lambda _done, _of: None
) -> Exported:
    published = newest_row(session)
    if published is None:
        raise NothingSigned("Nothing has been signed yet, so there is nothing to export.")
    note = with_witnesses(session, published)
    folder.mkdir(parents=True, exist_ok=True)
    _refuse_another_log(session, folder, published.size)
    written = there = 0
    for tile in tiles_of(published.size):
        if _is_there(folder, tile):
            there += 1
        else:
            _write(folder / tile.path, tile_bytes(session, tile, published.size))
            written += 1
        if (written + there) % _REPORT_EVERY == 0:
            progress(tile.first + tile.width if tile.level <= 0 else 0, published.size)
    vkeys = "".join(f"{key}\n" for key in current_keys(session))
    _write(folder / "vkey", vkeys.encode())
    _write(folder / "checkpoint", note)
    _remove_outgrown(folder, published.size)
    return Exported(published.size, written, there)


def _is_there(folder: Path, tile: Tile) -> bool:
    """Partial ones too: hashes and entries below a size are the same in every larger tree."""
    return (folder / tile.path).exists()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _refuse_another_log(session: Session, folder: Path, size: int) -> None:
    """Files of two logs in one folder would make a third that nobody signed."""
    left = folder / "checkpoint"
    if not left.exists():
        return
    try:
        before = open_own(left.read_bytes(), verifier_keys(session))
    except BadNote as why:
        raise Contradiction(f"{folder} holds the files of another ledger: {why}.") from None
    if before.size > size or Tree(session, before.size).root() != before.root:
        raise Contradiction(
            f"{folder} holds {before.size} signed entries that are not in this ledger. Keep it:"
            " flask ledger new-origin explains what it may be needed for."
        )


def _remove_outgrown(folder: Path, size: int) -> None:
    """Partial tiles of which the full one is there; most of a log's files, if they stayed."""
    for tile in tiles_of(size):
        if tile.width == WIDTH:
            edges = folder / f"{tile.path}.p"
            if edges.is_dir():
                shutil.rmtree(edges)
