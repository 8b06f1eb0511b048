"""What every storage can do, and what a key may look like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from foundation.errors import NotFound

LINK_LASTS_S = 60
"""No link lives longer, so that what was closed stays open for a minute at most."""
PIECE = 1 << 20
_KEY = re.compile(r"[a-z0-9_-][a-z0-9._-]{0,99}(/[a-z0-9_-][a-z0-9._-]{0,99}){0,7}")


class BadKey(ValueError):
    """Keys are made by us: a bad one is a bug, never something a person typed."""


class StoredFileMissing(NotFound):
    message = "This file is no longer kept."


@dataclass(frozen=True, slots=True)
class Stored:
    key: str
    size_bytes: int
    kept_at: datetime = field(compare=False)
    """When it was last put there, by the clock of the machine that keeps it."""


class Storage(Protocol):
    """Private files by key. Only `link` may be called inside a transaction."""

    def put(self, key: str, source: BinaryIO | Path) -> int:
        """Keep all of it or nothing, durably; replaces what was there. Returns the size.

        A path is given away: nobody may write to that file afterwards.
        """

    def open(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to, not including, `end`, in pieces. Missing: says so at
        once, not at the first piece."""

    def delete(self, key: str) -> None:
        """Gone afterwards, also if it was gone before."""

    def link(self, key: str, *, filename: str, media_type: str, inline: bool = False) -> str:
        """Where a browser can fetch it within a minute, with ranges; a path or a whole address."""

    def list(self, prefix: str = "") -> Iterator[Stored]:
        """What is kept under keys that begin so, in order."""


def exists(storage: Storage, key: str) -> bool:
    return any(stored.key == key for stored in storage.list(key))


def is_shown_inline(media_type: str) -> bool:
    """What a browser only plays or paints. All else could be a page: it is downloaded."""
    return media_type.startswith(("audio/", "video/")) or media_type in ("image/png", "image/jpeg")


def checked(key: str) -> str:
    """No way out of the folder: no dots first, no backslash, nothing empty."""
    if not _KEY.fullmatch(key):
        raise BadKey(key)
    return key


def checked_prefix(prefix: str) -> str:
    """A folder with its slash, the beginning of a name, or nothing at all."""
    if prefix:
        checked(prefix.removesuffix("/"))
    return prefix
