"""The labels of WAV, also of more than four gigabytes."""

import struct
from collections.abc import Iterator
from itertools import count
from typing import BinaryIO

from marketplace.deliveries.building.blanking.labels import Label, at, refuse_endless

_RIFFS = (b"RIFF", b"RF64", b"BW64")
_LABELS = frozenset((b"LIST", b"bext", b"iXML", b"id3 ", b"ID3 ", b"_PMX", b"cart", b"aXML"))


def begins(head: bytes) -> bool:
    return head[:4] in _RIFFS and head[8:12] == b"WAVE"


def labels(file: BinaryIO, size: int) -> Iterator[Label]:
    start, number = 12, count()
    while start + 8 <= size:
        refuse_endless(number)
        name, length = struct.unpack("<4sI", at(file, start, 8))
        is_sound = name == b"LIST" and at(file, start + 8, 4) == b"wavl"
        if name in _LABELS and not is_sound:
            yield Label(start, b"JUNK", start + 8, length)
        start += 8 + length + length % 2
