"""C2SP tlog-tiles: the log as small files that never change once full."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consent.ledger.merkle import HASH_SIZE

WIDTH = 256
HEIGHT = 8
"""A tile covers eight levels of the tree."""
LONGEST_ENTRY = 0xFFFF


class NoSuchTile(ValueError):
    """A path that is none, or a tile that the tree does not have."""


@dataclass(frozen=True, slots=True)
class Tile:
    level: int
    """0 is over the leaves; -1 is a bundle of entries."""
    index: int
    width: int
    """256, or fewer at the right edge of a tree."""

    @property
    def path(self) -> str:
        name = "entries" if self.level < 0 else str(self.level)
        edge = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{name}/{_index_path(self.index)}{edge}"

    @property
    def first(self) -> int:
        """The first of its hashes, counted along its level."""
        return self.index * WIDTH


def tiles_of(size: int) -> Iterator[Tile]:
    """Every tile and bundle that a tree of this size has, partial ones at its edge included."""
    level = 0
    while size >> (HEIGHT * level):
        count = size >> (HEIGHT * level)
        for index in range((count + WIDTH - 1) // WIDTH):
            width = min(WIDTH, count - index * WIDTH)
            yield Tile(level, index, width)
            if level == 0:
                yield Tile(-1, index, width)
        level += 1


def parse_path(level: str, rest: str) -> Tile:
    """What stands behind `tile/` in an address; refuses every other spelling of it."""
    index_text, partial, width_text = rest.partition(".p/")
    parts = index_text.split("/")
    if not all(part.removeprefix("x").isdecimal() and part.isascii() for part in parts):
        raise NoSuchTile(rest)
    if partial and not (width_text.isascii() and width_text.isdecimal()):
        raise NoSuchTile(rest)
    if level != "entries" and not (level.isascii() and level.isdecimal()):
        raise NoSuchTile(level)
    index = int("".join(part.removeprefix("x") for part in parts))
    tile = Tile(
        -1 if level == "entries" else int(level), index, int(width_text) if partial else WIDTH
    )
    named = f"tile/{level}/{rest}"
    if tile.path != named or not 1 <= tile.width <= WIDTH or tile.level > 7:
        raise NoSuchTile(rest)
    return tile


def pack_entries(entries: Sequence[bytes]) -> bytes:
    """A bundle: each entry behind its length in two bytes."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unpack_entries(bundle: bytes) -> list[bytes]:
    entries, at = [], 0
    while at < len(bundle):
        length = int.from_bytes(bundle[at : at + 2], "big")
        entry = bundle[at + 2 : at + 2 + length]
        if len(entry) != length or at + 2 > len(bundle):
            raise NoSuchTile("the bundle ends in the middle of an entry")
        entries.append(entry)
        at += 2 + length
    return entries


def unpack_hashes(tile: bytes) -> list[bytes]:
    if not tile or len(tile) % HASH_SIZE:
        raise NoSuchTile("a tile is a row of hashes")
    return [tile[at : at + HASH_SIZE] for at in range(0, len(tile), HASH_SIZE)]


def _index_path(index: int) -> str:
    """Three digits a folder, so that none holds more than a thousand names: x001/x234/067."""
    parts = [f"{index % 1000:03d}"]
    while index >= 1000:
        index //= 1000
        parts.insert(0, f"x{index % 1000:03d}")
    return "/".join(parts)
