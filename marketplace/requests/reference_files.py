"""Files of reference material: looked at before they are kept, handed out by links that end."""

from flask import redirect
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from foundation import storage
from foundation.uploads import form_files, metadata, sniff
from foundation.web import settings
from marketplace.requests.errors import UnfitReference
from marketplace.requests.reference_models import RequestReference
from marketplace.requests.references import NewReference

FOLDER = "references/"
MOST_BYTES = 10_000_000
UNFIT = (UnfitReference, sniff.KindNotTaken, sniff.NotWhatItSays)


def keep_file(file: FileStorage | None) -> NewReference:
    """Outside of any transaction: storage may be far away."""
    if file is None or not file.filename:
        raise UnfitReference("Choose a file.")
    sent = form_files.read(
        file,
        MOST_BYTES,
        empty=UnfitReference("This file is empty."),
        too_large=UnfitReference("A file can have 10 MB at most."),
    )
    name = metadata.shown_name(file.filename)
    return NewReference(name, sent.keep(FOLDER), sent.media_type, sent.size_bytes, sent.sha256)


def drop_file(new: NewReference) -> None:
    """Nobody would ever find a file whose request refused it."""
    storage.of(settings()).delete(new.storage_key)


def send(row: RequestReference) -> ResponseReturnValue:
    """By a link that ends within a minute, never shown inside a page of ours."""
    link = storage.of(settings()).link(
        row.storage_key, filename=row.name, media_type=row.media_type
    )
    return redirect(link)
