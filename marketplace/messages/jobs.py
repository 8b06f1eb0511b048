"""Words and files go when their period is over."""

from datetime import timedelta

from sqlalchemy import delete, select

from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from foundation.storage.strays import remove_strays
from marketplace.messages.files import FOLDER
from marketplace.messages.models import Message, MessageFile, MessageWords

KEPT_FOR = timedelta(days=3 * 365)
"""Long enough for a dispute about what was said."""
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
    return f"{remove_strays(lease, FOLDER, MessageFile.storage_key)} removed"


JOBS = (
    Job("messages.erase", erase_old, timedelta(days=1)),
    Job("messages.sweep_files", sweep_files, timedelta(days=1)),
)
