"""What people were told, and how they want to be told. Personal: leaves with the person."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.notices.kinds import Delivery
from foundation.tables import Base

_UNREAD = text("read_at IS NULL")
_TO_MAIL = text("mail_at IS NOT NULL")


class Notice(Base):
    __tablename__ = "foundation_notice"
    __table_args__ = (
        Index("ix_foundation_notice_account_told", "account_id", "told_at", "id"),
        # Asked on every page, and every minute: small indexes over what is still open.
        Index(
            "ix_foundation_notice_unread",
            "account_id",
            sqlite_where=_UNREAD,
            postgresql_where=_UNREAD,
        ),
        Index(
            "ix_foundation_notice_mail", "mail_at", sqlite_where=_TO_MAIL, postgresql_where=_TO_MAIL
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID]
    kind: Mapped[str]
    subject_id: Mapped[UUID | None]
    """What it is about."""
    url: Mapped[str]
    """Where to look: always a path of our own."""
    text: Mapped[str]
    """One sentence, in the person's own zone and language."""
    told_at: Mapped[datetime] = mapped_column(default_factory=now)
    read_at: Mapped[datetime | None] = mapped_column(default=None)
    mail_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the digest that brings it is due; None once it is mailed, read, or for the page only."""


class NoticeChoice(Base):
    """How one person wants one kind; without a row it is the kind's default."""

    __tablename__ = "foundation_notice_choice"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    delivery: Mapped[Delivery]
