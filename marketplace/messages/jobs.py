"""Words and files go when their period is over."""

from datetime import timedelta

from sqlalchemy import delete, select

from foundation import audit, storage
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from foundation.web import settings
from marketplace.messages.files import FOLDER
from marketplace.messages.models import Message, MessageFile, MessageWords

KEPT_FOR = timedelta(days=3 * 365)
"""Long enough for a dispute about what was said."""
STRAY_AFTER = timedelta(days=1)
"""Far longer than any request takes to write the message after its files."""
_AT_ONCE = 500


def erase_old(lease: Lease) -> str:
    """That something was said, by whom and its hash stay known."""
    old = select(Message.id).where(Message.at < now() - KEPT_FOR)
    with transaction() as session:
        lease.confirm(session)
        of = MessageWords.message_id
        ids = session.scalars(select(of).where(of.in_(old)).limit(_AT_ONCE)).all()
        session.execute(delete(MessageFile).where(MessageFile.message_id.in_(ids)))
        session.execute(delete(MessageWords).where(of.in_(ids)))
        for each in ids:
            audit.record(session, SYSTEM, "message.erased", each)
    return f"{len(ids)} erased"


def sweep_files(lease: Lease) -> str:
    """Files of no message: it was erased, or never came."""
    store = storage.of(settings())
    old = [each.key for each in store.list(FOLDER) if each.kept_at < now() - STRAY_AFTER]
    session = db.session()
    known = set(session.scalars(select(MessageFile.storage_key)))
    session.rollback()
    strays = [key for key in old if key not in known]
    for key in strays:
        lease.refuse_lost()
        store.delete(key)
    return f"{len(strays)} removed"


JOBS = (
    Job("messages.erase", erase_old, timedelta(days=1)),
    Job("messages.sweep_files", sweep_files, timedelta(days=1)),
)
