"""The labels of FLAC: blocks before the sound, which become padding."""

from collections.abc import Iterator
from itertools import count
from typing import BinaryIO

from marketplace.deliveries.building.blanking.labels import Broken, Label, at, refuse_endless

MARK = b"fLaC"
LABELS = frozenset((2, 4, 6))
"""Of applications, comments and pictures."""
PADDING = 1


def labels(file: BinaryIO, start: int, end: int) -> Iterator[Label]:
    """Of what begins there with its mark."""
    start, number, is_last = start + len(MARK), count(), False
    while not is_last and start + 4 <= end:
        refuse_endless(number)
        head = int.from_bytes(at(file, start, 4), "big")
        is_last, kind, length = bool(head >> 31), head >> 24 & 0x7F, head & 0xFFFFFF
        if start + 4 + length > end:
            raise Broken
        if kind in LABELS:
            yield Label(start, bytes([is_last << 7 | PADDING]), start + 4, length)
        start += 4 + length
