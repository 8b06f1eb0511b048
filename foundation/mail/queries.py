"""What can be asked about mail: how much waits or failed, and what was written lately."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from foundation.hooks import Queue
from foundation.mail.models import Mail, MailBody, MailStatus

SHOWN = 200


def queues(session: Session) -> list[Queue]:
    """For the operations page and the metrics."""
    to_send = Mail.status.in_((MailStatus.QUEUED, MailStatus.SENDING))
    return [
        _queue(session, "Mail to send", to_send),
        _queue(session, "Mail given up", Mail.status == MailStatus.GIVEN_UP),
    ]


def _queue(session: Session, name: str, which: ColumnElement[bool]) -> Queue:
    query = select(func.count().label("letters"), func.min(Mail.queued_at).label("oldest"))
    row = session.execute(query.where(which)).one()
    return Queue(name, row.letters, row.oldest)


def given_up(session: Session, limit: int = 50) -> Sequence[Mail]:
    """Newest first."""
    rows = select(Mail).where(Mail.status == MailStatus.GIVEN_UP)
    return session.scalars(rows.order_by(Mail.queued_at.desc()).limit(limit)).all()


@dataclass(frozen=True, slots=True)
class Letter:
    mail: Mail
    body: MailBody


def latest(session: Session, recipient: str = "") -> list[Letter]:
    """Newest first; with a recipient, only what went to addresses that contain this."""
    rows = select(Mail, MailBody).join(MailBody, MailBody.mail_id == Mail.id)
    if recipient:
        rows = rows.where(MailBody.recipient.contains(recipient.lower(), autoescape=True))
    found = session.execute(rows.order_by(Mail.queued_at.desc(), Mail.id).limit(SHOWN))
    return [Letter(mail, body) for mail, body in found]


def letter(session: Session, mail_id: UUID) -> Letter | None:
    rows = select(Mail, MailBody).join(MailBody, MailBody.mail_id == Mail.id)
    found = session.execute(rows.where(Mail.id == mail_id)).one_or_none()
    return Letter(*found) if found else None


def export_of(session: Session, person_id: UUID) -> Mapping[str, Any]:
    """For the export of one's own data: what we wrote, as far as it is still kept."""
    rows = select(Mail, MailBody).join(MailBody, MailBody.mail_id == Mail.id)
    theirs = rows.where(Mail.account_id == person_id).order_by(Mail.queued_at)
    written = [
        {
            "queued_at": mail.queued_at.isoformat(),
            "to": body.recipient,
            "subject": body.subject,
            "text": body.text,
        }
        for mail, body in session.execute(theirs)
    ]
    return {"mail": written}
