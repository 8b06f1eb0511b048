"""What can be asked about mail: how much waits or failed, and what was written lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.mail.models import Mail, MailBody, MailStatus

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Depth:
    """For the operations page and the metrics."""

    waiting: int
    given_up: int
    oldest_queued_at: datetime | None


def depth(session: Session) -> Depth:
    waiting = Mail.status.in_((MailStatus.QUEUED, MailStatus.SENDING))
    row = session.execute(
        select(func.count().label("letters"), func.min(Mail.queued_at).label("oldest")).where(
            waiting
        )
    ).one()
    given_up = select(func.count()).where(Mail.status == MailStatus.GIVEN_UP)
    return Depth(row.letters, session.scalar(given_up) or 0, row.oldest)


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
