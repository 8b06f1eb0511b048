"""What can be asked about an upload, by its owner alone."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.uploads import policy
from foundation.uploads.errors import UploadNotFound, UploadTaken, UploadUnfinished
from foundation.uploads.models import Upload


@dataclass(frozen=True, slots=True)
class Finished:
    id: UUID
    filename: str
    media_type: str
    """As declared."""
    size_bytes: int
    sha256: str


def of_owner(session: Session, upload_id: UUID, owner: UUID, *, locked: bool = False) -> Upload:
    """One that can still be continued or taken; as it is now, not as it was read before."""
    upload = session.get(Upload, upload_id, populate_existing=True, with_for_update=locked)
    if upload is None or upload.ended_at is not None:
        raise UploadNotFound
    if not policy.may_use(owner, upload):
        raise UploadNotFound
    if upload.taken_at is None and upload.expires_at <= now():
        raise UploadNotFound
    return upload


def finished(session: Session, upload_id: UUID, owner: UUID, *, locked: bool = False) -> Finished:
    """Complete, hashed, and not taken over yet."""
    upload = of_owner(session, upload_id, owner, locked=locked)
    if upload.taken_at is not None:
        raise UploadTaken
    if upload.sha256 is None:
        raise UploadUnfinished
    return Finished(
        upload.id, upload.filename, upload.media_type, upload.received_bytes, upload.sha256
    )
