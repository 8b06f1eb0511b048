"""Files of reference material: looked at before they are kept, handed out by links that end."""

import hashlib
from io import BytesIO

from flask import redirect
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from foundation import storage
from foundation.ids import new_id
from foundation.uploads import metadata, sniff
from foundation.web import settings
from marketplace.requests.errors import UnfitReference
from marketplace.requests.reference_models import RequestReference
from marketplace.requests.references import NewReference

FOLDER = "references/"
MOST_BYTES = 10_000_000
UNFIT = (UnfitReference, sniff.KindNotTaken, sniff.NotWhatItSays)
_HEAD_BYTES = 4096


def keep_file(file: FileStorage | None) -> NewReference:
    """Outside of any transaction: storage may be far away."""
    if file is None or not file.filename:
        raise UnfitReference("Choose a file.")
    with file.stream as stream:
        content = stream.read(MOST_BYTES + 1)
    if not content:
        raise UnfitReference("This file is empty.")
    if len(content) > MOST_BYTES:
        raise UnfitReference("A file can have 10 MB at most.")
    media_type = sniff.checked_type(file.mimetype, content[:_HEAD_BYTES])
    digest = hashlib.sha256(content).hexdigest()
    new = NewReference(
        metadata.shown_name(file.filename),
        f"{FOLDER}{new_id()}",
        media_type,
        len(content),
        digest,
    )
    storage.of(settings()).put(new.storage_key, BytesIO(content))
    return new


def drop_file(new: NewReference) -> None:
    """Nobody would ever find a file whose request refused it."""
    storage.of(settings()).delete(new.storage_key)


def send(row: RequestReference) -> ResponseReturnValue:
    """By a link that ends within a minute, never shown inside a page of ours."""
    link = storage.of(settings()).link(
        row.storage_key, filename=row.name, media_type=row.media_type
    )
    return redirect(link)
