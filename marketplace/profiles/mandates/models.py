"""A mandate from a performer to an agent."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class MandateScope(StrEnum):
    """What an agent may do. Signing is none of them, and cannot become one."""

    SEE = "see"
    APPLY = "apply"
    NEGOTIATE = "negotiate"


class Mandate(Base):
    """Holds from when the agent accepted to its last day, unless one of the two ends it."""

    __tablename__ = "marketplace_mandate"
    __table_args__ = (
        CheckConstraint(
            "commission_basis_points >= 0 AND commission_basis_points <= 10000",
            name="commission",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    email: Mapped[str] = mapped_column(index=True)
    """To whom it was offered, in small letters; empty once one of the two left."""
    may_apply: Mapped[bool]
    may_negotiate: Mapped[bool]
    commission_basis_points: Mapped[int]
    """Between the two; we only show it. 1000 is ten percent."""
    until: Mapped[date]
    """The last day."""
    agent_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("marketplace_account.id"), index=True, default=None
    )
    """Nobody, until somebody with this address accepts."""
    given_at: Mapped[datetime] = mapped_column(default_factory=now)
    accepted_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[UUID | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def scopes(self) -> frozenset[MandateScope]:
        also = {MandateScope.APPLY: self.may_apply, MandateScope.NEGOTIATE: self.may_negotiate}
        return frozenset((MandateScope.SEE, *(scope for scope, given in also.items() if given)))
