"""Derived files on their way into storage, where they are destroyed with their recording."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Media
from consent.media.filing import NewFile, files_of, keep_media
from foundation import storage
from foundation.clock import now
from foundation.database import db
from foundation.jobs import Lease
from foundation.web import settings
from marketplace.takes.checking import names

FOLDER = "derived/"
STRAY_AFTER = timedelta(days=1)
_TYPES = {".flac": "flac", ".webm": "webm", ".mp4": "mp4", ".mkv": "x-matroska"}


def put_away(
    recording: UUID,
    client: UUID,
    paths: Sequence[Path],
    *,
    film: bool,
    also: tuple[UUID, ...] = (),
) -> list[NewFile]:
    """Under the same key each time: who was killed half way puts it there once more."""
    return [replace(_put(recording, client, path, film=film), also=also) for path in paths]


def _put(recording: UUID, client: UUID, path: Path, *, film: bool) -> NewFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    key = f"{FOLDER}{recording}/{path.name}"
    kind = "video" if film else "audio"
    return NewFile(
        recording=recording,
        client=client,
        kind=Media.DERIVED,
        sha256=f"sha256:{digest}",
        media_type="image/png" if path.name == names.POSTER else f"{kind}/{_TYPES[path.suffix]}",
        size_bytes=storage.of(settings()).put(key, path),
        storage_key=key,
        watermarked=names.is_marked(path.name),
    )


def keep_all(session: Session, files: Sequence[NewFile]) -> None:
    """A step, with what makes the track fit."""
    for file in files:
        keep_media(session, file)


def sweep_derived(lease: Lease) -> str:
    """What was put there for a track that was called off before anybody wrote it down."""
    store, removed = storage.of(settings()), 0
    for stored in list(store.list(FOLDER)):
        lease.refuse_lost()
        if stored.kept_at < now() - STRAY_AFTER and not _is_known(stored.key):
            store.delete(stored.key)
            removed += 1
    return f"{removed} strays removed"


def _is_known(key: str) -> bool:
    session = db.session()
    recording = UUID(key.removeprefix(FOLDER).partition("/")[0])
    known = any(file.storage_key == key for file in files_of(session, [recording]))
    session.rollback()
    return known
