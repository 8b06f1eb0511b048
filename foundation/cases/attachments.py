"""Files beside a message: checked before they are kept, kept before the message is written."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from flask import redirect
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from foundation import storage
from foundation.actors import Actor
from foundation.cases.threads import Kept
from foundation.errors import DomainError
from foundation.uploads import form_files, metadata, sniff
from foundation.web import settings

MOST_FILES = 5
MOST_BYTES = 10_000_000
FOLDER = "cases/"


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
    checked = [_checked(file) for file in chosen]
    return [
        Kept(name, sent.media_type, sent.size_bytes, sent.sha256, sent.keep(folder))
        for name, sent in checked
    ]


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


def _checked(file: FileStorage) -> tuple[str, form_files.FormFile]:
    name = metadata.shown_name(file.filename or "")
    return name, form_files.read(
        file,
        MOST_BYTES,
        empty=UnfitAttachment(f"{name} is empty."),
        too_large=UnfitAttachment(f"{name} is larger than 10 MB."),
    )
