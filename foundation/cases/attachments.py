"""Files beside a message: checked before they are kept, kept before the message is written."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol
from uuid import UUID

from flask import redirect
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from foundation import storage
from foundation.actors import Actor
from foundation.cases.threads import Kept
from foundation.errors import DomainError
from foundation.ids import new_id
from foundation.uploads import metadata, sniff
from foundation.web import settings

MOST_FILES = 5
MOST_BYTES = 10_000_000
FOLDER = "cases/"
_HEAD_BYTES = 4096


@dataclass(eq=False)
class UnfitAttachment(DomainError):
    reason: str
    message = "{reason}"


class Sendable(Protocol):
    """A file in storage with a name to give it."""

    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def storage_key(self) -> str: ...


class Adds(Protocol):
    def __call__(
        self, case_id: UUID, text: str, *, attached: Sequence[Kept], actor: Actor
    ) -> None: ...


UNFIT = (UnfitAttachment, sniff.KindNotTaken, sniff.NotWhatItSays)


def keep(files: Sequence[FileStorage], *, folder: str = FOLDER) -> list[Kept]:
    """All of them, or none. Call it outside any transaction: storage may be far away. Whose folder
    it is also sweeps it."""
    chosen = [file for file in files if file.filename]
    if len(chosen) > MOST_FILES:
        raise UnfitAttachment(f"At most {MOST_FILES} files fit beside one message.")
    checked = [_checked(file, folder) for file in chosen]
    store = storage.of(settings())
    for kept, content in checked:
        store.put(kept.storage_key, BytesIO(content))
    return [kept for kept, _ in checked]


@contextmanager
def dropped_on_failure(attached: Sequence[Kept]) -> Iterator[None]:
    """Nobody would ever find a file whose message was refused."""
    try:
        yield
    except Exception:
        drop([kept.storage_key for kept in attached])
        raise


def drop(keys: Sequence[str]) -> None:
    store = storage.of(settings())
    for key in keys:
        store.delete(key)


def send(attachment: Sendable) -> ResponseReturnValue:
    """By a link that ends within a minute; whoever followed it was allowed to."""
    link = storage.of(settings()).link(
        attachment.storage_key, filename=attachment.name, media_type=attachment.media_type
    )
    return redirect(link)


def _checked(file: FileStorage, folder: str) -> tuple[Kept, bytes]:
    name = metadata.shown_name(file.filename or "")
    with file.stream as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnfitAttachment(f"{name} is larger than 10 MB.")
    if not content:
        raise UnfitAttachment(f"{name} is empty.")
    media_type = sniff.checked_type(file.mimetype, content[:_HEAD_BYTES])
    digest = hashlib.sha256(content).hexdigest()
    return Kept(name, media_type, len(content), digest, f"{folder}{new_id()}"), content
