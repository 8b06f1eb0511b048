"""What happens to changes of email address by itself."""

from datetime import timedelta

from sqlalchemy import delete

from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from foundation.statements import changed
from marketplace.accounts.mail_change.models import CONFIRM_WITHIN, TAKE_BACK_WITHIN, MailChange


def forget_mail_changes(_lease: Lease) -> str:
    """Addresses that nothing can be done with any more; the audit keeps that it happened."""
    with transaction() as session:
        over = MailChange.asked_at < now() - CONFIRM_WITHIN - TAKE_BACK_WITHIN
        return f"{changed(session, delete(MailChange).where(over))} changes forgotten"


JOBS = (Job("mail_change.forget", forget_mail_changes, every=timedelta(hours=6)),)
