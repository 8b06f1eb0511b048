"""What happens to cases by itself: late answers are escalated, old words and strays erased."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from foundation import audit
from foundation.actors import SYSTEM
from foundation.cases import attachments, news
from foundation.cases.models import Case, CaseAttachment, CaseMessage, MessageKind
from foundation.cases.threads import add_message
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from foundation.storage.strays import remove_strays

KEPT_FOR = timedelta(days=3 * 365)
"""After closing. Long enough for a dispute about it, and stated on the privacy page."""
_AT_ONCE = 500


def escalate_overdue(lease: Lease) -> str:
    """Each missed deadline is told once: to the owner, to those who oversee, on the page."""
    with transaction() as session:
        lease.confirm(session)
        late = select(Case).where(Case.due_at < now(), Case.escalated_at.is_(None))
        cases = session.scalars(late.order_by(Case.due_at).limit(_AT_ONCE).with_for_update()).all()
        for case in cases:
            case.escalated_at = now()
            words = "Our answer is late. Those who oversee cases were told."
            add_message(session, case, SYSTEM.id, words, kind=MessageKind.STEP)
            audit.record(session, SYSTEM, "case.escalated", case.id)
            news.tell_overseers(session, case)
    return f"{len(cases)} escalated"


def erase_old(lease: Lease) -> str:
    """The words and files of what was closed long ago. That there was a case stays known."""
    session = db.session()
    old = (Case.closed_at < now() - KEPT_FOR, Case.erased_at.is_(None))
    ids = session.scalars(select(Case.id).where(*old).limit(_AT_ONCE)).all()
    files = select(CaseAttachment.storage_key).where(CaseAttachment.case_id.in_(ids))
    keys = session.scalars(files).all()
    session.rollback()
    attachments.drop(keys)  # First: were we stopped here, the next run would do it again.
    with transaction() as writing:
        lease.confirm(writing)
        writing.execute(delete(CaseAttachment).where(CaseAttachment.case_id.in_(ids)))
        writing.execute(update(CaseMessage).where(CaseMessage.case_id.in_(ids)).values(text=""))
        for case in writing.scalars(select(Case).where(Case.id.in_(ids))):
            case.subject, case.about, case.erased_at = "", "", now()
            audit.record(writing, SYSTEM, "case.erased", case.id)
    return f"{len(ids)} erased"


def sweep_files(lease: Lease) -> str:
    """Files whose message never came: we were killed between the one and the other."""
    found = remove_strays(lease, attachments.FOLDER, CaseAttachment.storage_key)
    return f"{found} strays removed"


JOBS = (
    Job("cases.escalate", escalate_overdue, timedelta(minutes=5)),
    Job("cases.erase", erase_old, timedelta(days=1)),
    Job("cases.sweep_files", sweep_files, timedelta(days=1)),
)
