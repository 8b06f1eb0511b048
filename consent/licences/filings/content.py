"""What a version of a filing holds: text, or a file that was checked before it is kept."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from werkzeug.datastructures import FileStorage

from consent.licences.filings.errors import NothingToKeep, UnfitFile
from foundation import storage
from foundation.uploads import form_files, metadata, sniff
from foundation.web import settings

MOST_BYTES = 20_000_000
FOLDER = "filings/"
UNFIT = (UnfitFile, NothingToKeep, sniff.KindNotTaken, sniff.NotWhatItSays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    sha256: str
    size_bytes: int
    text: str | None = None
    storage_key: str | None = None
    filename: str = ""
    media_type: str = "text/plain"


def of_text(text: str) -> Content:
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    return Content(sha256=f"sha256:{digest}", size_bytes=len(raw), text=text)


def of_file(file: FileStorage) -> Content:
    """Kept at once. Call it outside any transaction: storage may be far away."""
    name = metadata.shown_name(file.filename or "")
    sent = form_files.read(
        file,
        MOST_BYTES,
        empty=UnfitFile(f"{name} is empty."),
        too_large=UnfitFile(f"{name} is larger than 20 MB."),
    )
    return Content(
        sha256=f"sha256:{sent.sha256}",
        size_bytes=sent.size_bytes,
        storage_key=sent.keep(FOLDER),
        filename=name,
        media_type=sent.media_type,
    )


def given(text: str, file: FileStorage | None) -> Content:
    """The file where there is one, else the text."""
    if file is not None and file.filename:
        return of_file(file)
    if not text.strip():
        raise NothingToKeep
    return of_text(text.replace("\r\n", "\n").strip())


@contextmanager
def dropped_on_failure(content: Content) -> Iterator[None]:
    """Nobody would ever find a file whose version was refused."""
    try:
        yield
    except Exception:
        if content.storage_key is not None:
            storage.of(settings()).delete(content.storage_key)
        raise
