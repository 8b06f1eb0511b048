"""Takes out of a file what it says of who made it, where and with what: a telephone writes where
somebody lives into its films, and a recorder its owner's name.

Only the labels go, byte for byte in their places, which players then skip: sound and picture stay
as they came in, and so do size and offsets. Of the kinds that performers send these are WAV, FLAC,
MP3, MP4 and QuickTime; what cannot be read as one of them is left alone.
"""

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

_PIECE = 1 << 20
_MOST = 100_000
"""Parts that are looked at: who writes more of them means harm."""
_WAV_LABELS = frozenset((b"LIST", b"bext", b"iXML", b"id3 ", b"ID3 ", b"_PMX", b"cart", b"aXML"))
_RIFFS = (b"RIFF", b"RF64", b"BW64")
_FLAC_LABELS = frozenset((2, 4, 6))
"""Of applications, comments and pictures."""
_FLAC_PADDING = 1
_BOX_LABELS = frozenset((b"udta", b"meta"))
_MP3 = (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")
_ID3_END = 128
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


class _Broken(Exception):
    """It does not end where it says, or says too much."""


@dataclass(frozen=True, slots=True)
class _Label:
    """What is written over its name, so that it is skipped; and from where on it is nothing."""

    name_at: int
    name: bytes
    starts: int
    length: int


def blank(path: Path) -> bool:
    """Whether anything was there to take out."""
    found: list[_Label] = []
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        with suppress(_Broken):  # As far as it could be read.
            found.extend(_labels(file, size))
        for each in found:
            _write(file, each.name_at, each.name)
            _zero(file, each.starts, each.length)
    return bool(found)


def _labels(file: BinaryIO, size: int) -> Iterator[_Label]:
    head = _at(file, 0, 12)
    if head[:4] in _RIFFS and head[8:] == b"WAVE":
        yield from _in_wav(file, size)
    elif head[:4] == b"fLaC":
        yield from _in_flac(file, size)
    elif head[:3] == b"ID3" or head[:2] in _MP3:
        yield from _in_mp3(file, size, head)
    elif head[4:8] in (b"ftyp", b"moov", b"wide", b"mdat", b"free", b"skip"):
        yield from _in_boxes(file, 0, size, count(), at_top=True)


def _in_wav(file: BinaryIO, size: int) -> Iterator[_Label]:
    start, number = 12, count()
    while start + 8 <= size:
        _refuse_endless(number)
        name, length = struct.unpack("<4sI", _at(file, start, 8))
        is_sound = name == b"LIST" and _at(file, start + 8, 4) == b"wavl"
        if name in _WAV_LABELS and not is_sound:
            yield _Label(start, b"JUNK", start + 8, min(length, size - start - 8))
        start += 8 + length + length % 2


def _in_flac(file: BinaryIO, size: int) -> Iterator[_Label]:
    start, number, is_last = 4, count(), False
    while not is_last and start + 4 <= size:
        _refuse_endless(number)
        head = int.from_bytes(_at(file, start, 4), "big")
        is_last, kind, length = bool(head >> 31), head >> 24 & 0x7F, head & 0xFFFFFF
        if start + 4 + length > size:
            raise _Broken
        if kind in _FLAC_LABELS:
            yield _Label(start, bytes([is_last << 7 | _FLAC_PADDING]), start + 4, length)
        start += 4 + length


def _in_mp3(file: BinaryIO, size: int, head: bytes) -> Iterator[_Label]:
    """Before the sound, with seven bits of each byte for the length; and in the last 128 bytes."""
    if head[:3] == b"ID3":
        length = sum((byte & 0x7F) << 7 * place for place, byte in enumerate(head[9:5:-1]))
        length = min(length, size - 10)
        if _says(file, 10, length):
            yield _Label(0, b"ID3", 10, length)
    end = size - _ID3_END
    if end > 0 and _at(file, end, 3) == b"TAG" and _says(file, end + 3, _ID3_END - 3):
        yield _Label(end, b"TAG", end + 3, _ID3_END - 3)


def _in_boxes(
    file: BinaryIO, start: int, end: int, number: Iterator[int], *, at_top: bool = False
) -> Iterator[_Label]:
    while start + 8 <= end:
        _refuse_endless(number)
        length, name = struct.unpack(">I4s", _at(file, start, 8))
        head = 8
        if length == 1:
            length, head = int.from_bytes(_at(file, start + 8, 8), "big"), 16
        elif length == 0:
            length = end - start
        if length < head or start + length > end:
            raise _Broken
        is_xmp = at_top and name == b"uuid" and _at(file, start + head, 16) == _XMP
        if name in _BOX_LABELS or is_xmp:
            yield _Label(start + 4, b"free", start + head, length - head)
        elif name == b"moov" if at_top else name == b"trak":
            yield from _in_boxes(file, start + head, start + length, number)
        start += length


def _refuse_endless(number: Iterator[int]) -> None:
    if next(number) >= _MOST:
        raise _Broken


def _at(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length).ljust(length, b"\0")


def _says(file: BinaryIO, start: int, length: int) -> bool:
    """Anything that is not nothing."""
    file.seek(start)
    while length > 0 and (piece := file.read(min(length, _PIECE))):
        if any(piece):
            return True
        length -= len(piece)
    return False


def _write(file: BinaryIO, start: int, data: bytes) -> None:
    file.seek(start)
    file.write(data)


def _zero(file: BinaryIO, start: int, length: int) -> None:
    file.seek(start)
    while length > 0:
        file.write(bytes(min(length, _PIECE)))
        length -= _PIECE
