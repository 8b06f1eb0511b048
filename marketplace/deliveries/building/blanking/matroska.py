"""The labels of WebM and Matroska: elements, which become void ones of the same length.

What is void is skipped. A sum over what changed would be wrong, and becomes void too; so does what
points to a label. What has to be there stays with nothing in it.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import BinaryIO

from marketplace.deliveries.building.blanking import comments, flac
from marketplace.deliveries.building.blanking.labels import (
    Broken,
    Label,
    at,
    refuse_endless,
    says,
)

MARK = b"\x1a\x45\xdf\xa3"
_MOST_ELEMENTS = 2_000_000
"""Some hours of film in the form that browsers record, where each picture is one."""
_VOID, _SUM = 0xEC, 0xBF
_SEGMENT, _CLUSTER = 0x18538067, 0x1F43B675
_INFO, _TRACKS, _TRACK, _PRIVATE = 0x1549A966, 0x1654AE6B, 0xAE, 0x63A2
_LABELS = frozenset((0x1254C367, 0x1941A469, 0x1043A770))
"""Tags, attachments, chapters."""
_SEEK_HEAD, _SEEK, _SEEK_ID = 0x114D9B74, 0x4DBB, 0x53AB
_IN_INFO = frozenset((0x7BA9, 0x4461, 0x7384, 0x3C83AB, 0x3E83BB))
"""Title, day, and the names of this file and of those before and after it."""
_APPS = frozenset((0x4D80, 0x5741))
_IN_TRACK = frozenset((0x536E, 0x258688, 0x3A9697, 0x3B4040, 0x26B240, 0x7446))
"""Its name, what is said of its codec, and which attachment belongs to it."""
_SHORT = 9
"""Up to that many bytes in all a void element says its length in one."""
_LACING = 1 << 16
_THREE_PACKETS = b"\x02"


@dataclass(frozen=True, slots=True)
class _Element:
    kind: int
    start: int
    body: int
    end: int
    is_open: bool
    """It does not say where it ends."""

    @property
    def length(self) -> int:
        return self.end - self.body


class _Walk:
    """Over one file, of which no more than so many elements are looked at."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self._number = count()

    def inside(self, start: int, end: int) -> Iterator[_Element]:
        while start < end:
            refuse_endless(self._number, _MOST_ELEMENTS)
            each = self._element(start, end)
            yield each
            is_entered = each.kind == _SEGMENT or (each.kind == _CLUSTER and each.is_open)
            if each.is_open and not is_entered:
                raise Broken
            start = each.body if is_entered else each.end

    def _element(self, start: int, end: int) -> _Element:
        """What runs on beyond its parent ends with it: a recording that broke off does so."""
        head = at(self.file, start, 12)
        named = 9 - head[0].bit_length()
        counted = 9 - head[named].bit_length() if named <= 4 else 9
        body = start + named + counted
        if counted > 8 or body > end:
            raise Broken
        most = (1 << 7 * counted) - 1
        length = int.from_bytes(head[named : named + counted], "big") & most
        kind = int.from_bytes(head[:named], "big")
        is_open = length == most
        return _Element(kind, start, body, end if is_open else min(body + length, end), is_open)


def labels(file: BinaryIO, size: int) -> Iterator[Label]:
    """Segments are walked flat, as they need not say where they end."""
    walk = _Walk(file)
    yield from _blanked(walk, 0, size, partial(_at_top, walk))


_Looks = Callable[[_Element], Iterator[Label]]


def _blanked(walk: _Walk, start: int, end: int, looks: _Looks) -> Iterator[Label]:
    """As far as it can be read; what comes after its end may be read all the same."""
    found, sums = False, list[_Element]()
    with suppress(Broken):
        for each in walk.inside(start, end):
            if each.kind == _SUM:
                sums.append(each)
                continue
            for label in looks(each) if each.kind != _VOID else _left(walk.file, each):
                found = True
                yield label
    if found:
        yield from map(_void, sums)


def _at_top(walk: _Walk, each: _Element) -> Iterator[Label]:
    if each.kind in _LABELS:
        yield _void(each)
    elif each.kind in _PARENTS:
        yield from _inside(walk, each, _PARENTS[each.kind])


def _inside(
    walk: _Walk, parent: _Element, looks: Callable[[_Walk, _Element], Iterator[Label]]
) -> Iterator[Label]:
    yield from _blanked(walk, parent.body, parent.end, partial(looks, walk))


def _in_info(walk: _Walk, each: _Element) -> Iterator[Label]:
    if each.kind in _IN_INFO:
        yield _void(each)
    elif each.kind in _APPS:
        yield from _left(walk.file, each)


def _in_tracks(walk: _Walk, each: _Element) -> Iterator[Label]:
    if each.kind == _TRACK:
        yield from _inside(walk, each, _in_track)


def _in_track(walk: _Walk, each: _Element) -> Iterator[Label]:
    if each.kind in _IN_TRACK:
        yield _void(each)
    elif each.kind == _PRIVATE:
        with suppress(Broken):
            yield from _in_private(walk.file, each)


def _in_seek_head(walk: _Walk, each: _Element) -> Iterator[Label]:
    if each.kind == _SEEK:
        for said in walk.inside(each.body, each.end):
            to = at(walk.file, said.body, min(said.length, 4))
            if said.kind == _SEEK_ID and int.from_bytes(to, "big") in _LABELS:
                yield _void(each)
                return


_PARENTS = {_SEEK_HEAD: _in_seek_head, _INFO: _in_info, _TRACKS: _in_tracks}


def _in_private(file: BinaryIO, each: _Element) -> Iterator[Label]:
    """What a codec is told first: with FLAC its whole head, with Vorbis and Theora three packets,
    of which the second is comments."""
    said = at(file, each.body, min(each.length, _LACING))
    if said.startswith(flac.MARK):
        yield from flac.labels(file, each.body, each.end)
    if said[:1] != _THREE_PACKETS:
        return
    first, place = _laced(said, 1)
    length, place = _laced(said, place)
    start = each.body + place + first
    length = min(length, each.end - start)
    mark = at(file, start, 7)
    if mark in comments.FIRST.values() and length > 0:
        wanted = comments.emptied(mark)[:length]
        rest, left = start + len(wanted), length - len(wanted)
        if at(file, start, len(wanted)) != wanted or says(file, rest, left):
            yield Label(start, wanted, rest, left)


def _laced(said: bytes, place: int) -> tuple[int, int]:
    """A length in bytes of which all but the last are 255, and where the next one begins."""
    length = 0
    for after, each in enumerate(said[place:], place + 1):
        length += each
        if each < 255:
            return length, after
    raise Broken


def _left(file: BinaryIO, each: _Element) -> Iterator[Label]:
    """What was there before it became void, or the name of a program."""
    if says(file, each.body, each.length):
        yield Label(each.body, b"", each.body, each.length)


def _void(each: _Element) -> Label:
    whole = each.end - each.start
    if whole <= _SHORT:
        head = bytes([_VOID, 0x80 | whole - 2])
    else:
        head = bytes([_VOID, 0x01]) + (whole - _SHORT).to_bytes(7, "big")
    return Label(each.start, head, each.start + len(head), whole - len(head))
