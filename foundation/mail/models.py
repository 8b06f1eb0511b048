"""A mail and how its sending went; what it said and to whom is apart, and erased in time."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class MailStatus(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    """A worker has it. If that worker goes away, another takes over once the claim has ended."""
    SENT = "sent"
    CAPTURED = "captured"
    """There is no mail server: it is only shown at /dev/mail."""
    GIVEN_UP = "given_up"


class Mail(Base):
    __tablename__ = "foundation_mail"
    __table_args__ = (Index("ix_foundation_mail_status_due_at", "status", "due_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    """Also its Message-ID, so that a receiver recognises a repeat."""
    template: Mapped[str]
    account_id: Mapped[UUID | None] = mapped_column(default=None, index=True)
    queued_at: Mapped[datetime] = mapped_column(default_factory=now, index=True)
    status: Mapped[MailStatus] = mapped_column(default=MailStatus.QUEUED)
    due_at: Mapped[datetime] = mapped_column(default_factory=now)
    """When to try next; while it is being sent: when that claim ends."""
    attempts: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[str] = mapped_column(default="")
    """A code or a word for the last attempt; not the server's own text, which quotes addresses."""


class MailBody(Base):
    """Personal: erased after 30 days."""

    __tablename__ = "foundation_mail_body"

    mail_id: Mapped[UUID] = mapped_column(ForeignKey("foundation_mail.id"), primary_key=True)
    recipient: Mapped[str] = mapped_column(index=True)
    """Lower case, without the name."""
    name: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    unsubscribe_url: Mapped[str] = mapped_column(default="")
    server_said: Mapped[str] = mapped_column(default="")
    calendar: Mapped[str | None] = mapped_column(default=None)
    """What a calendar program takes in: one iCalendar object with its METHOD."""
