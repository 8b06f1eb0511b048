"""How a finished upload becomes a file of the slice that asked for it."""

from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import storage
from foundation.clock import now
from foundation.settings import Settings
from foundation.uploads import queries, spool
from foundation.uploads.errors import BytesElsewhere
from foundation.uploads.models import Upload
from foundation.uploads.queries import Finished

HEAD_BYTES = 4096


def key_of(upload_id: UUID) -> str:
    """Always the same, so that storing twice leaves one file."""
    return f"uploads/{upload_id}"


def head_of(settings: Settings, upload_id: UUID) -> bytes:
    """The beginning, for sniff.py."""
    try:
        with spool.path(settings.var, upload_id).open("rb") as file:
            return file.read(HEAD_BYTES)
    except FileNotFoundError:
        raise BytesElsewhere from None


def path_of(settings: Settings, upload_id: UUID) -> Path:
    """Where its bytes wait, for a process that looks into them before they are stored."""
    path = spool.path(settings.var, upload_id)
    if not path.is_file():
        raise BytesElsewhere
    return path


def store(settings: Settings, found: Finished) -> str:
    """Put the bytes where files are kept; their key. If nobody takes it over, it expires."""
    key, path = key_of(found.id), path_of(settings, found.id)
    storage.of(settings).put(key, path)
    return key


def take_over(session: Session, upload_id: UUID, owner: UUID) -> Finished:
    """A step: from now on the stored file belongs to the row that the caller writes with it."""
    found = queries.finished(session, upload_id, owner, locked=True)
    session.get_one(Upload, upload_id).taken_at = now()
    return found
