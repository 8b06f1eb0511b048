"""The labels of MP4 and QuickTime: boxes, which become free room."""

import struct
from collections.abc import Iterator
from itertools import count
from typing import BinaryIO

from marketplace.deliveries.building.blanking.labels import Broken, Label, at, refuse_endless

_FIRST = (b"ftyp", b"moov", b"wide", b"mdat", b"free", b"skip")
_LABELS = frozenset((b"udta", b"meta"))
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def begins(head: bytes) -> bool:
    return head[4:8] in _FIRST


def labels(file: BinaryIO, size: int) -> Iterator[Label]:
    yield from _inside(file, 0, size, count(), at_top=True)


def _inside(
    file: BinaryIO, start: int, end: int, number: Iterator[int], *, at_top: bool = False
) -> Iterator[Label]:
    while start + 8 <= end:
        refuse_endless(number)
        length, name = struct.unpack(">I4s", at(file, start, 8))
        head = 8
        if length == 1:
            length, head = int.from_bytes(at(file, start + 8, 8), "big"), 16
        elif length == 0:
            length = end - start
        if length < head or start + length > end:
            raise Broken
        is_xmp = at_top and name == b"uuid" and at(file, start + head, 16) == _XMP
        if name in _LABELS or is_xmp:
            yield Label(start + 4, b"free", start + head, length - head)
        elif name == b"moov" if at_top else name == b"trak":
            yield from _inside(file, start + head, start + length, number)
        start += length
