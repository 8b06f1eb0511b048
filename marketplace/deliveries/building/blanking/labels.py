"""What is said in a file that is neither sound nor picture, and how it is written over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MOST = 100_000
"""Parts that are looked at: who writes more of them means harm."""
_PIECE = 1 << 20


class Broken(Exception):
    """It does not end where it says, or says too much."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is written over its name, so that it is skipped; and from where on it is nothing."""

    name_at: int
    name: bytes
    starts: int = 0
    length: int = 0


def write_over(file: BinaryIO, size: int, label: Label) -> None:
    """Never beyond the end, whatever length was named."""
    file.seek(label.name_at)
    file.write(label.name[: max(size - label.name_at, 0)])
    left = min(label.length, size - label.starts)
    file.seek(label.starts)
    while left > 0:
        file.write(bytes(min(left, _PIECE)))
        left -= _PIECE


def refuse_endless(number: Iterator[int], most: int = MOST) -> None:
    if next(number) >= most:
        raise Broken


def at(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length).ljust(length, b"\0")


def says(file: BinaryIO, start: int, length: int) -> bool:
    """Anything that is not nothing."""
    file.seek(start)
    while length > 0 and (piece := file.read(min(length, _PIECE))):
        if any(piece):
            return True
        length -= len(piece)
    return False
