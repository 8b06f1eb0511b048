"""Forgets mailed links some time after they ended: they name email addresses."""

from datetime import timedelta

from sqlalchemy import delete

from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from foundation.statements import changed
from marketplace.accounts.links.models import MailedLink

KEPT_FOR = timedelta(days=30)


def forget_ended(_lease: Lease) -> str:
    with transaction() as session:
        ended = delete(MailedLink).where(MailedLink.ends_at < now() - KEPT_FOR)
        return f"{changed(session, ended)} links forgotten"


JOBS = (Job("links.forget", forget_ended, timedelta(hours=6)),)
