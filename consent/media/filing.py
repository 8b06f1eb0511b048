"""Files of a recording, put on record and looked up. Their bytes are in storage already."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Media
from consent.media.errors import DestructionBegan
from consent.media.models import Destruction, MediaAlso, MediaFile
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
    also: tuple[UUID, ...] = ()
    """Further recordings that it holds."""


def keep_media(session: Session, file: NewFile) -> MediaFile:
    """A step. A recording that is being destroyed, or was, gets no file any more."""
    begun = select(Destruction.id).where(
        Destruction.recording_id.in_((file.recording, *file.also)),
        Destruction.begun_at.is_not(None),
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
    session.add_all(MediaAlso(file_id=kept.id, recording_id=each) for each in file.also)
    session.flush()
    return kept


def files_of(session: Session, recordings: Collection[UUID]) -> Sequence[MediaFile]:
    """Those that were destroyed too: that they were there stays known."""
    these = among(session, MediaFile.recording_id, recordings)
    return session.scalars(select(MediaFile).where(these).order_by(MediaFile.id)).all()


def mixes_of(session: Session, recording: UUID) -> Sequence[MediaFile]:
    """Files that hold this recording and further ones."""
    is_mix = MediaFile.id.in_(select(MediaAlso.file_id))
    here = or_(MediaFile.recording_id == recording, MediaFile.id.in_(_holding(recording)))
    return session.scalars(select(MediaFile).where(is_mix, here).order_by(MediaFile.id)).all()


def recordings_in(session: Session, file: MediaFile) -> list[UUID]:
    also = select(MediaAlso.recording_id).where(MediaAlso.file_id == file.id)
    return [file.recording_id, *session.scalars(also.order_by(MediaAlso.recording_id))]


def lock_files(session: Session, recording: UUID) -> Sequence[MediaFile]:
    """A step. What holds back and what destroys wait here for each other. With the mixes that the
    recording is in: they go with any of their tracks, as each track can be mixed again."""
    here = or_(MediaFile.recording_id == recording, MediaFile.id.in_(_holding(recording)))
    these = select(MediaFile).where(here)
    return session.scalars(these.order_by(MediaFile.id).with_for_update()).all()


def _holding(recording: UUID) -> Select[UUID]:
    return select(MediaAlso.file_id).where(MediaAlso.recording_id == recording)
