"""What can happen to an upload: begun, continued, removed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.settings import Settings
from foundation.statements import insert_unless_there
from foundation.uploads import digests, metadata, queries, spool
from foundation.uploads.arriving import Chunk, Writer, receive
from foundation.uploads.digests import Digest
from foundation.uploads.errors import (
    MIB,
    LengthSettled,
    OffsetMismatch,
    QuotaSpent,
    TooManyBytes,
    UploadTaken,
    UploadTooLarge,
)
from foundation.uploads.models import Upload, UploadOwner

KEPT_FOR = timedelta(days=7)
"""Since its last byte arrived."""
MOST_OPEN = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """What a sender wants to know."""

    id: UUID
    received_bytes: int
    length_bytes: int | None
    metadata_header: str
    expires_at: datetime
    is_finished: bool


def begin_upload(
    *, actor: Actor, settings: Settings, length: int | None, metadata_header: str
) -> Standing:
    said = metadata.parse(metadata_header)
    most = settings.upload_limit_mb * MIB
    if length is not None and length > most:
        raise UploadTooLarge(most // MIB)
    with transaction() as session:
        _refuse_over_quota(session, actor.id, settings, most if length is None else length)
        upload = Upload(
            owner_id=actor.id,
            length_bytes=length,
            metadata_header=metadata_header,
            filename=metadata.shown_name(said.get("filename", "")),
            media_type=said.get("filetype", "")[:100],
            expires_at=now() + KEPT_FOR,
        )
        session.add(upload)
        session.flush()
        audit.record(session, actor, "upload.begun", upload.id, length_bytes=length)
        if length == 0:  # Nothing will follow that could finish it.
            upload.sha256, upload.finished_at = Digest().hexadecimal, now()
            spool.create(settings.var, upload.id)
        upload_id = upload.id
    return standing(db.session(), upload_id, actor.id)


def _refuse_over_quota(session: Session, owner: UUID, settings: Settings, more: int) -> None:
    """An upload of unknown length counts as the largest there may be."""
    insert_unless_there(session, UploadOwner, owner_id=owner)
    session.get_one(UploadOwner, owner, with_for_update=True)
    counted = func.coalesce(Upload.length_bytes, settings.upload_limit_mb * MIB)
    count, waiting = session.execute(
        select(func.count(), func.coalesce(func.sum(counted), 0)).where(
            Upload.owner_id == owner, Upload.taken_at.is_(None), Upload.ended_at.is_(None)
        )
    ).one()
    if count >= MOST_OPEN or waiting + more > settings.upload_quota_mb * MIB:
        raise QuotaSpent


def standing(session: Session, upload_id: UUID, owner: UUID) -> Standing:
    upload = queries.of_owner(session, upload_id, owner)
    return Standing(
        upload.id,
        upload.received_bytes,
        upload.length_bytes,
        upload.metadata_header,
        upload.expires_at,
        upload.finished_at is not None,
    )


def continue_upload(
    *,
    actor: Actor,
    settings: Settings,
    upload_id: UUID,
    offset: int,
    chunk: Chunk | None = None,
    length: int | None = None,
) -> Standing:
    """The bytes come in outside of any transaction; each number of them that is durable is
    then kept in one of its own, and the last together with the hash of the whole."""
    known = _let_go_of(db.session(), standing(db.session(), upload_id, actor.id))
    if known.is_finished:
        return _refuse_more(known, offset, chunk)
    with spool.held(settings.var, upload_id) as file:
        known = _agreed(actor, settings, upload_id, offset, length)
        most = settings.upload_limit_mb * MIB if known.length_bytes is None else known.length_bytes
        if chunk and chunk.size and offset + chunk.size > most:
            raise TooManyBytes
        spool.go_to(file, offset)
        writer = Writer(file, digests.take(upload_id, offset), offset, most)
        with _kept_however_it_ends(actor, known, writer):
            if chunk:
                receive(writer, chunk, lambda at: _promise(upload_id, at))
    return standing(db.session(), upload_id, actor.id)


def _refuse_more(known: Standing, offset: int, chunk: Chunk | None) -> Standing:
    """The last answer got lost and the sender asks again: complete is complete."""
    if offset != known.received_bytes:
        raise OffsetMismatch(known.received_bytes)
    if chunk and chunk.size:
        raise TooManyBytes
    return known


def _agreed(
    actor: Actor, settings: Settings, upload_id: UUID, offset: int, length: int | None
) -> Standing:
    """Sender and we mean the same place, and the same end where there is one yet."""
    if length is not None:
        _settle_length(actor, settings, upload_id, length)
    known = standing(db.session(), upload_id, actor.id)
    if known.received_bytes != offset:
        raise OffsetMismatch(known.received_bytes)
    return _let_go_of(db.session(), known)


def _let_go_of(session: Session, known: Standing) -> Standing:
    """Bytes may come for an hour: no connection to the database waits for them."""
    session.rollback()
    return known


def _settle_length(actor: Actor, settings: Settings, upload_id: UUID, length: int) -> None:
    most = settings.upload_limit_mb * MIB
    if length > most:
        raise UploadTooLarge(most // MIB)
    with transaction() as session:
        upload = queries.of_owner(session, upload_id, actor.id, locked=True)
        if upload.length_bytes not in (None, length):
            raise LengthSettled
        if length < upload.received_bytes:
            raise TooManyBytes
        upload.length_bytes = length


@contextmanager
def _kept_however_it_ends(actor: Actor, known: Standing, writer: Writer) -> Iterator[None]:
    """Also when the connection broke: what arrived before that is kept."""
    try:
        yield
    finally:
        if writer.at == known.length_bytes:
            digest = writer.digest.complete(writer.file, writer.at)
            _finish(actor, known.id, writer.at, digest)
        else:
            _promise(known.id, writer.at)
            digests.give_back(known.id, writer.digest)


def _promise(upload_id: UUID, received: int) -> None:
    with transaction() as session:
        upload = session.get_one(Upload, upload_id)
        upload.received_bytes = received
        upload.expires_at = now() + KEPT_FOR


def _finish(actor: Actor, upload_id: UUID, received: int, sha256: str) -> None:
    with transaction() as session:
        upload = queries.of_owner(session, upload_id, actor.id, locked=True)
        if upload.finished_at is not None:
            return
        upload.received_bytes, upload.sha256 = received, sha256
        upload.finished_at = now()
        upload.expires_at = now() + KEPT_FOR
        audit.record(session, actor, "upload.finished", upload_id, size_bytes=received)


def remove_upload(*, actor: Actor, settings: Settings, upload_id: UUID) -> None:
    """Gone at once. What a slice took over is the slice's to delete."""
    _let_go_of(db.session(), standing(db.session(), upload_id, actor.id))
    with spool.held(settings.var, upload_id):
        with transaction() as session:
            upload = queries.of_owner(session, upload_id, actor.id, locked=True)
            if upload.taken_at is not None:
                raise UploadTaken
            upload.ended_at = now()
            audit.record(session, actor, "upload.removed", upload_id)
        spool.remove(settings.var, upload_id)
