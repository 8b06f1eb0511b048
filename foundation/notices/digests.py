"""Gathers what people want to read together, and mails it in their morning."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import mail
from foundation.clock import now
from foundation.database import db, transaction
from foundation.notices.links import DIGEST, turn_off_path
from foundation.notices.models import Notice

LISTED = 50


def send_due() -> int:
    """How many digests were queued. One transaction each: one failing leaves the others be."""
    session = db.session()
    waiting = select(Notice.account_id).where(Notice.mail_at <= now()).distinct()
    account_ids = session.scalars(waiting).all()
    return sum(_gather(account_id) for account_id in account_ids)


def _gather(account_id: UUID) -> bool:
    with transaction() as session:
        due = _due(session, account_id)
        if not due:
            return False  # Another worker was faster.
        mail.post(
            session,
            to=account_id,
            template="digest",
            unsubscribe_path=turn_off_path(account_id, DIGEST),
            notices=due[:LISTED],
            count=len(due),
            more=max(0, len(due) - LISTED),
        )
        for notice in due:
            notice.mail_at = None
        return True


def _due(session: Session, account_id: UUID) -> Sequence[Notice]:
    """Locked: a second worker waits here, and then finds nothing left."""
    theirs = select(Notice).where(Notice.account_id == account_id, Notice.mail_at <= now())
    return session.scalars(theirs.order_by(Notice.told_at).with_for_update()).all()
