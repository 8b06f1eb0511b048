"""An invitation to hold a role, until it is accepted, withdrawn or too old."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base
from marketplace.accounts.roles import Role


class Invitation(Base):
    __tablename__ = "marketplace_invitation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    email: Mapped[str] = mapped_column(index=True)
    role: Mapped[Role]
    on_behalf_of: Mapped[UUID | None] = mapped_column(index=True)
    invited_by: Mapped[UUID]
    ends_at: Mapped[datetime]
    last_day: Mapped[date | None] = mapped_column(default=None)
    """How long the role is to be held, not how long the invitation stands."""
    invited_at: Mapped[datetime] = mapped_column(default_factory=now)
    accepted_at: Mapped[datetime | None] = mapped_column(default=None)
    accepted_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("marketplace_account.id"), default=None
    )
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
