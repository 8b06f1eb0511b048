"""A wish to be reached elsewhere, until both addresses agreed or one said no."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base

CONFIRM_WITHIN = timedelta(days=2)
TAKE_BACK_WITHIN = timedelta(days=7)
"""How long the old address may undo a change that was made: the owner may be travelling."""


class MailChange(Base):
    """Holds two addresses, so its row is deleted once nothing can be done with it any more."""

    __tablename__ = "marketplace_mail_change"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    old_email: Mapped[str]
    new_email: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default_factory=now, index=True)
    old_agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    new_agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    cancelled_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    # Both links pressed at once: the second sees what the first did, never half of it.
    __mapper_args__ = {"version_id_col": version}

    @property
    def waits(self) -> bool:
        return self._open and self.done_at is None and now() < self.asked_at + CONFIRM_WITHIN

    @property
    def may_be_taken_back(self) -> bool:
        return self._open and self.done_at is not None and now() < self.done_at + TAKE_BACK_WITHIN

    @property
    def _open(self) -> bool:
        return self.cancelled_at is None
