"""Takes out of a file what it says of who made it, where and with what: a telephone writes where
somebody lives into its films, and a recorder its owner's name.

Only the labels go, byte for byte in their places, which players then skip: sound and picture stay
as they came in, and so do size and offsets. These are all kinds that performers may send: WAV,
FLAC, MP3, MP4 and QuickTime, WebM and Matroska, Ogg; what cannot be read as one of them is left
alone.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from marketplace.deliveries.building.blanking import boxes, flac, matroska, mp3, ogg, wav
from marketplace.deliveries.building.blanking.labels import MOST, Broken, Label, at, write_over


def blank(path: Path) -> bool:
    """Whether anything was there to take out."""
    found: list[Label] = []
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        with suppress(Broken):  # As far as it could be read.
            found.extend(islice(_labels(file, size), MOST))
        for each in found:
            write_over(file, size, each)
    return bool(found)


def _labels(file: BinaryIO, size: int) -> Iterator[Label]:
    head = at(file, 0, 12)
    if wav.begins(head):
        yield from wav.labels(file, size)
    elif head[:4] == flac.MARK:
        yield from flac.labels(file, 0, size)
    elif mp3.begins(head):
        yield from mp3.labels(file, size, head)
    elif boxes.begins(head):
        yield from boxes.labels(file, size)
    elif head[:4] == matroska.MARK:
        yield from matroska.labels(file, size)
    elif head[:4] == ogg.MARK:
        yield from ogg.labels(file, size)
