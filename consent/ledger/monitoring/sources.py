"""Where a served log is read from: an address, or a folder that it was exported to."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from consent.ledger import fetching
from consent.ledger.checkpoints import Checkpoint
from consent.ledger.fetching import Unreachable
from consent.ledger.merkle import (
    HASH_SIZE,
    consistency_ranges,
    node_hash,
    perfect_root,
    split_point,
)
from consent.ledger.tiles import (
    HEIGHT,
    LONGEST_ENTRY,
    WIDTH,
    NoSuchTile,
    Tile,
    unpack_entries,
    unpack_hashes,
)

WITHIN_S = 30.0
_LARGEST = {True: WIDTH * (LONGEST_ENTRY + 2), False: WIDTH * HASH_SIZE}
LARGEST_NOTE = 1_000_000
Read = Callable[[str, int], bytes]
"""From a path below the log's address, and a size that no right answer exceeds."""


class NotServed(Unreachable):
    """The log answers, and does not have this."""


def open_source(where: str) -> Read:
    """`https://…`, `file://…` or the path of a folder."""
    parts = urlsplit(where)
    if parts.scheme in ("http", "https"):
        return lambda path, largest: fetch(f"{where.rstrip('/')}/{path}", largest)
    folder = Path(unquote(parts.path)) if parts.scheme == "file" else Path(where)
    return lambda path, largest: _from_folder(folder, path, largest)


def fetch(url: str, largest: int = LARGEST_NOTE) -> bytes:
    reply = fetching.get(url, within_s=WITHIN_S, largest=largest)
    if reply.status in (404, 410):
        raise NotServed(f"{url} is not there")
    if reply.status != 200:
        raise Unreachable(f"{url} answers with {reply.status}")
    return reply.body


def _from_folder(folder: Path, name: str, largest: int) -> bytes:
    if not folder.is_dir():
        raise Unreachable(f"{folder} is neither an address nor a folder that is there")
    path = folder / name
    try:
        with path.open("rb") as file:
            found = file.read(largest + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise NotServed(f"{path} is not there") from None
    except OSError as why:
        raise Unreachable(str(why)) from None
    if len(found) > largest:
        raise Unreachable(f"{path} is larger than any that is right")
    return found


class Served:
    """A log at one checkpoint. What it hands out is right only if it hashes to the root."""

    def __init__(self, read: Read, at: Checkpoint) -> None:
        self._read, self.at = read, at
        self._kept: dict[Tile, list[bytes]] = {}

    def bundle(self, index: int) -> list[bytes]:
        """The entries that this checkpoint has of a bundle."""
        return self._unpacked(self.tile(-1, index), unpack_entries)

    def hashes(self, level: int, index: int) -> list[bytes]:
        """Those that this checkpoint has of a tile."""
        return self._unpacked(self.tile(level, index), unpack_hashes)

    def root(self) -> bytes:
        return self._root_of(0, self.at.size)

    def consistency(self, old: int) -> list[bytes]:
        return [self._root_of(low, high) for low, high in consistency_ranges(old, self.at.size)]

    def _root_of(self, low: int, high: int) -> bytes:
        width = high - low
        if width & (width - 1) or low % width:
            middle = low + split_point(width)
            return node_hash(self._root_of(low, middle), self._root_of(middle, high))
        level, above = divmod(width.bit_length() - 1, HEIGHT)
        index = low >> (HEIGHT * level)
        hashes = self._kept_hashes(self.tile(level, index // WIDTH))
        return perfect_root(hashes[index % WIDTH :][: 1 << above])

    def _kept_hashes(self, tile: Tile) -> list[bytes]:
        if tile not in self._kept:
            self._kept[tile] = self._unpacked(tile, unpack_hashes)
        return self._kept[tile]

    def tile(self, level: int, index: int) -> Tile:
        count = self.at.size >> (HEIGHT * max(level, 0))
        return Tile(level, index, min(WIDTH, count - index * WIDTH))

    def _whole_or_part(self, tile: Tile) -> bytes:
        """A part may be gone once the log has grown over it; the whole then begins with it."""
        largest = _LARGEST[tile.level < 0]
        try:
            return self._read(tile.path, largest)
        except NotServed:
            if tile.width == WIDTH:
                raise
            return self._read(Tile(tile.level, tile.index, WIDTH).path, largest)

    def _unpacked(self, tile: Tile, unpack: Callable[[bytes], list[bytes]]) -> list[bytes]:
        data = self._whole_or_part(tile)
        try:
            found = unpack(data)
        except NoSuchTile as why:
            raise NoSuchTile(f"{tile.path}: {why}") from None
        if len(found) < tile.width:
            raise NoSuchTile(f"{tile.path} holds {len(found)} and not {tile.width}")
        return found[: tile.width]
