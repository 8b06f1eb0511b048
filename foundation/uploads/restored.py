"""After a restore: an upload whose bytes did not come back cannot go on."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.uploads import spool
from foundation.uploads.models import Upload
from foundation.web import settings


def end_lost(session: Session) -> Iterable[str]:
    """For `hooks.after_restore`. Backups hold no half uploads; their senders begin again."""
    waiting = select(Upload).where(Upload.taken_at.is_(None), Upload.ended_at.is_(None))
    for upload in session.scalars(waiting):
        path = spool.path(settings().var, upload.id)
        if not path.is_file() or path.stat().st_size < upload.received_bytes:
            upload.ended_at = now()
    return ()
