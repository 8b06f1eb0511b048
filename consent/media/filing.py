"""Files of a recording, put on record and looked up. Their bytes are in storage already."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Media
from consent.media.errors import DestructionBegan
from consent.media.models import Destruction, MediaFile
from foundation.statements import among


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    recording: UUID
    client: UUID
    """For whom it was recorded."""
    kind: Media
    sha256: str
    """As the ledger spells it: `sha256:` and 64 digits."""
    media_type: str
    size_bytes: int
    storage_key: str
    watermarked: bool = False


def keep_media(session: Session, file: NewFile) -> MediaFile:
    """A step. A recording that is being destroyed, or was, gets no file any more."""
    begun = select(Destruction.id).where(
        Destruction.recording_id == file.recording, Destruction.begun_at.is_not(None)
    )
    if session.scalar(begun.limit(1)) is not None:
        raise DestructionBegan
    kept = MediaFile(
        recording_id=file.recording,
        client_id=file.client,
        kind=file.kind,
        sha256=file.sha256,
        media_type=file.media_type,
        size_bytes=file.size_bytes,
        storage_key=file.storage_key,
        watermarked=file.watermarked,
    )
    session.add(kept)
    session.flush()
    return kept


def files_of(session: Session, recordings: Collection[UUID]) -> Sequence[MediaFile]:
    """Those that were destroyed too: that they were there stays known."""
    these = among(session, MediaFile.recording_id, recordings)
    return session.scalars(select(MediaFile).where(these).order_by(MediaFile.id)).all()


def lock_files(session: Session, recording: UUID) -> Sequence[MediaFile]:
    """A step. What holds back and what destroys wait here for each other."""
    these = select(MediaFile).where(MediaFile.recording_id == recording)
    return session.scalars(these.order_by(MediaFile.id).with_for_update()).all()
