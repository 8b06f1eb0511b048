"""Reels come in, by form or by upload. What they really are is found out by the job."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from werkzeug.datastructures import FileStorage

from foundation import storage
from foundation.actors import Actor
from foundation.database import db
from foundation.ids import new_id
from foundation.uploads import queries as uploads
from foundation.uploads import sniff, taking
from foundation.web import settings
from marketplace.profiles.reels.errors import UnfitReel

FOLDER = "reels/"
MOST_BYTES_IN_A_FORM = 19_000_000
MOST_BYTES = 200_000_000
_HEAD_BYTES = 4096
UNFIT = (UnfitReel, sniff.KindNotTaken, sniff.NotWhatItSays)


@dataclass(frozen=True, slots=True)
class NewFile:
    storage_key: str
    media_type: str
    size_bytes: int
    sha256: str
    upload_id: UUID | None = None


def keep_file(file: FileStorage) -> NewFile:
    """Outside of any transaction: storage may be far away."""
    with file.stream as stream:
        content = stream.read(MOST_BYTES_IN_A_FORM + 1)
    if len(content) > MOST_BYTES_IN_A_FORM:
        raise UnfitReel("A file in this form can have 19 MB at most. Send a shorter reel.")
    if not content:
        raise UnfitReel("Choose a file; this one is empty.")
    media_type = _played(file.mimetype, content[:_HEAD_BYTES])
    digest = hashlib.sha256(content).hexdigest()
    new = NewFile(f"{FOLDER}{new_id()}", media_type, len(content), digest)
    storage.of(settings()).put(new.storage_key, BytesIO(content))
    return new


def keep_upload(upload_id: UUID, *, actor: Actor) -> NewFile:
    """What came in by tus, of whoever sent it."""
    found = uploads.finished(db.session(), upload_id, actor.id)
    if found.size_bytes > MOST_BYTES:
        raise UnfitReel("A reel can have 200 MB at most.")
    media_type = _played(found.media_type, taking.head_of(settings(), upload_id))
    db.session.rollback()
    key = taking.store(settings(), found)
    return NewFile(key, media_type, found.size_bytes, found.sha256, upload_id)


def _played(declared: str, head: bytes) -> str:
    """By its first bytes, whatever it is called."""
    media_type = sniff.checked_type(declared, head)
    if not media_type.startswith(("audio/", "video/")):
        raise UnfitReel("A reel is sound or video: MP4, WebM, MP3, WAV, FLAC or Ogg.")
    return media_type
