"""Why somebody's factors were taken away: a reason may name people, so it is not in the audit."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class FactorReset(Base):
    __tablename__ = "marketplace_factor_reset"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    reset_by: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"))
    because: Mapped[str]
    at: Mapped[datetime] = mapped_column(default_factory=now)
