"""C2PA content credentials: what a file is and who may train on it, in the file or beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from consent.projections.answers import Answers

EMBEDDED = frozenset(("audio/wav", "audio/flac", "audio/mpeg", "video/mp4"))
"""Media types whose files take a credential into themselves; others get a `.c2pa` beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a credential says. No delivery is named, so that a signed file serves several."""

    title: str
    recordings: Mapping[str, Answers]
    """By the public address of today's answer: the strictest of them is said of the file."""
    steps: tuple[str, ...] = ()
    """What was done to the original, as C2PA's actions: `c2pa.transcoded`, `c2pa.edited`."""


@dataclass(frozen=True, slots=True)
class Signing:
    """A key with its chain, read once in a process."""

    key: bytes
    chain: bytes
    anchor: bytes

    def recipe(self, said: Said) -> str:
        """`sha256:...` of all that decides what is signed, beside the file itself: under this and
        the file's own hash a signed output is kept."""
        raise NotImplementedError

    def embed(self, source: BinaryIO, target: BinaryIO, media_type: str, said: Said) -> None:
        """For a media type in EMBEDDED. Target is opened for reading and writing, and empty."""
        raise NotImplementedError

    def sidecar(self, source: BinaryIO, media_type: str, said: Said) -> bytes:
        """The credential of a file that cannot have it inside."""
        raise NotImplementedError
