"""The labels of Ogg: the second packet of each stream, over as many pages as it takes. The check
sum of each page that changes is made anew, or no player would read it."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import BinaryIO

from marketplace.deliveries.building.blanking import comments, flac
from marketplace.deliveries.building.blanking.labels import Broken, Label, at, refuse_endless

MARK = b"OggS"
_MOST_PAGES = 2_000_000
"""Some hours of film."""
_MOST_STREAMS = 1_000
"""That have begun and said nothing yet."""
_HEAD = 27
_SUM = slice(22, 26)
_CONTINUES, _BEGINS = 1, 2
_FLAC_FIRST = (b"\x7fFLAC", flac.MARK)
_FLAC_COMMENTS, _FLAC_SOUND = 4, 0xFF
_TURNED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(slots=True)
class _Stream:
    """As far as it was read: which packet, how much of it, and what that is to begin with."""

    packet: int = 0
    seen: int = 0
    mark: bytes = b""
    is_flac: bool = False
    is_over: bool = False
    """There is nothing more in it that could be a label."""
    wanted: bytes | None = None

    def blanked(self, piece: bytes, *, ends: bool) -> bytes:
        """A packet, or what of it is on this page."""
        if not self.seen:
            self.wanted = self._begins(piece)
        made = piece
        if self.wanted is not None:
            made = self.wanted[self.seen : self.seen + len(piece)].ljust(len(piece), b"\0")
        self.seen += len(piece)
        if ends:
            self.next()
        return made

    def next(self) -> None:
        self.is_over |= self.packet == 1 and not self.is_flac
        self.packet, self.seen = self.packet + 1, 0

    def _begins(self, piece: bytes) -> bytes | None:
        if self.packet == 0:
            self._know(piece)
            return None
        if self.is_flac:
            return self._flac(piece)
        if piece.startswith(self.mark):
            return comments.emptied(self.mark)
        return None

    def _know(self, piece: bytes) -> None:
        self.is_flac = piece.startswith(_FLAC_FIRST)
        marks = (then for first, then in comments.FIRST.items() if piece.startswith(first))
        mark = next(marks, None)
        self.mark, self.is_over = mark or b"", mark is None and not self.is_flac

    def _flac(self, piece: bytes) -> bytes | None:
        kind = piece[0] & 0x7F if piece else 0
        self.is_over = bool(piece) and piece[0] & 0x80 != 0
        if not piece or piece[0] == _FLAC_SOUND or kind not in flac.LABELS:
            return None
        if kind == _FLAC_COMMENTS:  # They have to be there, but need not say anything.
            return piece[:4]
        return bytes([piece[0] & 0x80 | flac.PADDING]) + piece[1:4]


def labels(file: BinaryIO, size: int) -> Iterator[Label]:
    start, number = 0, count()
    streams: dict[bytes, _Stream] = {}
    while start + _HEAD <= size:
        refuse_endless(number, _MOST_PAGES)
        head = at(file, start, _HEAD + 255)
        if head[:4] != MARK or len(streams) > _MOST_STREAMS:
            raise Broken
        lacing = head[_HEAD : _HEAD + head[26]]
        length, serial = _HEAD + len(lacing) + sum(lacing), head[14:18]
        if head[5] & _BEGINS:
            streams[serial] = _Stream()
        if serial in streams:
            yield from _in_page(streams[serial], start, at(file, start, length), lacing)
            if streams[serial].is_over and not streams[serial].seen:
                del streams[serial]
        start += length


def _in_page(stream: _Stream, start: int, page: bytes, lacing: bytes) -> Iterator[Label]:
    made = bytearray(page)
    continues = bool(page[5] & _CONTINUES)
    if stream.seen and not continues:
        stream.next()
    for place, (at_, length, ends) in enumerate(_pieces(lacing)):
        is_rest_of_what_was_lost = place == 0 and continues and not stream.seen
        if is_rest_of_what_was_lost or (stream.is_over and not stream.seen):
            continue
        made[at_ : at_ + length] = stream.blanked(page[at_ : at_ + length], ends=ends)
        if made[at_ : at_ + length] != page[at_ : at_ + length]:
            filled = bytes(made[at_ : at_ + length]).rstrip(b"\0")
            yield Label(start + at_, filled, start + at_ + len(filled), length - len(filled))
    if made != page:
        made[_SUM] = bytes(4)
        yield Label(start + _SUM.start, check_sum(bytes(made)))


def _pieces(lacing: bytes) -> Iterator[tuple[int, int, bool]]:
    """Of packets: where in the page, how long, and whether the packet ends with it."""
    start, length = _HEAD + len(lacing), 0
    for each in lacing:
        length += each
        if each < 255:
            yield start, length, True
            start, length = start + length, 0
    if length:
        yield start, length, False


def check_sum(page: bytes) -> bytes:
    """That of Ogg is the usual one with every bit the other way round, and begins with nothing."""
    usual = zlib.crc32(page.translate(_TURNED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{usual:032b}"[::-1], 2).to_bytes(4, "little")
