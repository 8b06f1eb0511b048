"""A reader of tlog-tiles, written from the specification and from nothing of ours.

It believes one key. From the tiles alone it works out the root, the proof of any entry and
that one checkpoint continues another; `metamorphic_log` says whether they hold.
"""

import hashlib
import struct
from collections.abc import Callable

import metamorphic_log

Get = Callable[[str], bytes]


def index_path(index: int) -> str:
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])


def tile_path(level: str, index: int, width: int) -> str:
    return f"/ledger/tile/{level}/{index_path(index)}" + (f".p/{width}" if width < 256 else "")


class Reader:
    def __init__(self, get: Get, vkey: str) -> None:
        self._get = get
        self._note = get("/ledger/checkpoint").decode()
        head = metamorphic_log.checkpoint_verify(self._note, [vkey])
        self.size, self.root = head.size, head.root

    def leaves(self) -> list[bytes]:
        return self._level(0)

    def entries(self) -> list[bytes]:
        found: list[bytes] = []
        for index in range(-(-self.size // 256)):
            bundle = self._get(tile_path("entries", index, min(256, self.size - index * 256)))
            while bundle:
                (length,) = struct.unpack(">H", bundle[:2])
                found.append(bundle[2 : 2 + length])
                bundle = bundle[2 + length :]
        return found

    def check(self) -> None:
        """All of it: entries to leaves, leaves to root, every tile above to what is below."""
        leaves = self.leaves()
        assert [hashlib.sha256(b"\0" + entry).digest() for entry in self.entries()] == leaves
        assert tree_hash(leaves) == self.root
        level, below = 1, leaves
        while len(below) >= 256:
            above = self._level(level)
            blocks = [below[at : at + 256] for at in range(0, len(below) - 255, 256)]
            assert above == [tree_hash(block) for block in blocks]
            level, below = level + 1, above

    def _level(self, level: int) -> list[bytes]:
        count, found = self.size >> (8 * level), b""
        for index in range(-(-count // 256)):
            width = min(256, count - index * 256)
            tile = self._get(tile_path(str(level), index, width))
            assert len(tile) == 32 * width
            found += tile
        return [found[at : at + 32] for at in range(0, len(found), 32)]


def tree_hash(leaves: list[bytes]) -> bytes:
    """RFC 6962 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    both = tree_hash(leaves[:half]) + tree_hash(leaves[half:])
    return hashlib.sha256(b"\1" + both).digest()


def inclusion_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    if index < half:
        return [*inclusion_path(index, leaves[:half]), tree_hash(leaves[half:])]
    return [*inclusion_path(index - half, leaves[half:]), tree_hash(leaves[:half])]
