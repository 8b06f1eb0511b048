"""Reels come in, by form or by upload. What they really are is found out by the job."""

from dataclasses import dataclass
from uuid import UUID

from werkzeug.datastructures import FileStorage

from foundation.actors import Actor
from foundation.database import db
from foundation.uploads import form_files, sniff, taking
from foundation.uploads import queries as uploads
from foundation.web import settings
from marketplace.profiles.reels.errors import UnfitReel

FOLDER = "reels/"
MOST_BYTES_IN_A_FORM = 19_000_000
MOST_BYTES = 200_000_000
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
    sent = form_files.read(
        file,
        MOST_BYTES_IN_A_FORM,
        empty=UnfitReel("Choose a file; this one is empty."),
        too_large=UnfitReel("A file in this form can have 19 MB at most. Send a shorter reel."),
    )
    media_type = _played(sent.media_type)
    return NewFile(sent.keep(FOLDER), media_type, sent.size_bytes, sent.sha256)


def keep_upload(upload_id: UUID, *, actor: Actor) -> NewFile:
    """What came in by tus, of whoever sent it."""
    found = uploads.finished(db.session(), upload_id, actor.id)
    if found.size_bytes > MOST_BYTES:
        raise UnfitReel("A reel can have 200 MB at most.")
    head = taking.head_of(settings(), upload_id)
    media_type = _played(sniff.checked_type(found.media_type, head))
    db.session.rollback()
    key = taking.store(settings(), found)
    return NewFile(key, media_type, found.size_bytes, found.sha256, upload_id)


def _played(media_type: str) -> str:
    if not media_type.startswith(("audio/", "video/")):
        raise UnfitReel("A reel is sound or video: MP4, WebM, MP3, WAV, FLAC or Ogg.")
    return media_type
