"""What mail does by itself: it is sent, and what it said is erased in time."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from foundation.mail.models import Mail, MailBody, MailStatus
from foundation.mail.sending import capture_due, send_due
from foundation.statements import changed
from foundation.web import settings

BODIES_KEPT_FOR = timedelta(days=30)


def send(lease: Lease) -> str:
    return str(send_due(settings(), lease=lease)) if settings().smtp_url else capture_due()


def erase(_lease: Lease) -> str:
    """Who was written to and what: 30 days. That a mail was sent, and how it went, stays."""
    with transaction() as session:
        old = Mail.queued_at < now() - BODIES_KEPT_FOR
        waiting = Mail.status.in_((MailStatus.QUEUED, MailStatus.SENDING))
        never = {"status": MailStatus.GIVEN_UP, "ended_at": now(), "outcome": "erased unsent"}
        session.execute(update(Mail).where(old, waiting).values(never))
        of_old = MailBody.mail_id.in_(select(Mail.id).where(old))
        return f"{changed(session, delete(MailBody).where(of_old))} mails erased"


JOBS = (
    Job("mail.send", send, every=timedelta(seconds=5), thread="mail"),
    Job("mail.erase", erase, every=timedelta(hours=1)),
)
