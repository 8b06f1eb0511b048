"""Removes what nobody continued or took over in time, and bytes that no row knows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select, update

from foundation import storage
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from foundation.settings import Settings
from foundation.statements import changed
from foundation.uploads import spool, taking
from foundation.uploads.models import Upload
from foundation.web import settings

REMEMBERED = timedelta(days=1)
"""How long a used upload is known, so that a second click is told so."""
STRAY_AFTER = timedelta(days=1)


def expire(lease: Lease) -> str:
    given = settings()
    _end_expired()
    ended = _ended()
    for upload_id in ended:
        lease.refuse_lost()
        _remove(given, upload_id)
    forgotten = _forget_taken(given)
    strays = _remove_strays(given.var)
    return f"{len(ended)} removed, {forgotten} taken over, {strays} strays"


def _end_expired() -> None:
    """Marked first: from here on nobody can take it over while its bytes are deleted."""
    with transaction() as session:
        session.execute(
            update(Upload)
            .where(Upload.expires_at <= now(), Upload.taken_at.is_(None))
            .where(Upload.ended_at.is_(None))
            .values(ended_at=now())
        )


def _ended() -> list[UUID]:
    session = db.session()
    found = list(session.scalars(select(Upload.id).where(Upload.ended_at.is_not(None))))
    session.rollback()
    return found


def _remove(given: Settings, upload_id: UUID) -> None:
    storage.of(given).delete(taking.key_of(upload_id))
    spool.remove(given.var, upload_id)
    with transaction() as session:
        session.execute(delete(Upload).where(Upload.id == upload_id))


def _forget_taken(given: Settings) -> int:
    """Their bytes are in the storage by now; the row goes a day later."""
    session = db.session()
    taken = list(session.scalars(select(Upload.id).where(Upload.taken_at.is_not(None))))
    session.rollback()
    for upload_id in taken:
        spool.remove(given.var, upload_id)
    with transaction() as writing:
        return changed(writing, delete(Upload).where(Upload.taken_at <= now() - REMEMBERED))


def _remove_strays(var: Path) -> int:
    """What a crash left between the file and its row."""
    known = _known()
    old = [path for path in spool.folder(var).glob("*") if _is_old(path)]
    strays = [path for path in old if path.name not in known]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _known() -> set[str]:
    session = db.session()
    known = {str(upload_id) for upload_id in session.scalars(select(Upload.id))}
    session.rollback()
    return known


def _is_old(path: Path) -> bool:
    try:
        changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return False
    return changed_at < now() - STRAY_AFTER


JOBS = (Job("uploads.expire", expire, timedelta(hours=1)),)
