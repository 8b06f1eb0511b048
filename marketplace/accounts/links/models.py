"""What is kept of a mailed link: never the link itself, only its hash."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class MailedLink(Base):
    __tablename__ = "marketplace_mailed_link"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    purpose: Mapped[str]
    """What it is good for; each slice names its own."""
    token_hash: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("marketplace_account.id"), index=True
    )
    ends_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime] = mapped_column(default_factory=now)
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    details: Mapped[JsonObject] = mapped_column(default_factory=dict)
