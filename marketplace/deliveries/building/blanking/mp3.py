"""The labels of MP3: before the sound, and in the last 128 bytes."""

from collections.abc import Iterator
from typing import BinaryIO

from marketplace.deliveries.building.blanking import flac
from marketplace.deliveries.building.blanking.labels import Label, at, says

_END = 128


def begins(head: bytes) -> bool:
    return head[:3] == b"ID3" or (head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def labels(file: BinaryIO, size: int, head: bytes) -> Iterator[Label]:
    """With seven bits of each byte for the length. Some write such a label before a FLAC too."""
    if head[:3] == b"ID3":
        length = sum((byte & 0x7F) << 7 * place for place, byte in enumerate(head[9:5:-1]))
        length = min(length, size - 10)
        if says(file, 10, length):
            yield Label(0, b"ID3", 10, length)
        if at(file, 10 + length, 4) == flac.MARK:
            yield from flac.labels(file, 10 + length, size)
    end = size - _END
    if end > 0 and at(file, end, 3) == b"TAG" and says(file, end + 3, _END - 3):
        yield Label(end, b"TAG", end + 3, _END - 3)
