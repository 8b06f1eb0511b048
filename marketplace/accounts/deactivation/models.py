"""A decision to deactivate an account, and what became of it. Its words stand apart."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class DeactivationReason(StrEnum):
    """All that there are. What is none of these is no reason."""

    HARASSMENT = "harassment"
    UNDER_AGE = "under_age"
    MISUSE = "misuse"
    FALSE_IDENTITY = "false_identity"
    PAY_FRAUD = "pay_fraud"
    BROKEN_PROMISES = "broken_promises"


class DeactivationEnding(StrEnum):
    OVERTURNED = "overturned"
    TAKEN_BACK = "taken_back"
    APPEAL_LATE = "appeal_late"
    """Nobody decided the appeal in time, so the account is back by itself."""


class Deactivation(Base):
    __tablename__ = "marketplace_deactivation"
    __table_args__ = (
        Index(
            "uq_marketplace_deactivation_standing",
            "account_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_marketplace_deactivation_account_id", "account_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"))
    reason: Mapped[DeactivationReason]
    decided_by: Mapped[UUID]
    takes_effect_at: Mapped[datetime] = mapped_column(index=True)
    decided_at: Mapped[datetime] = mapped_column(default_factory=now)
    effected_at: Mapped[datetime | None] = mapped_column(default=None)
    """When what was open between them and others was answered."""
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("foundation_case.id"), default=None)
    """Of the appeal."""
    appeal_due_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    upheld_at: Mapped[datetime | None] = mapped_column(default=None)
    upheld_by: Mapped[UUID | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[UUID | None] = mapped_column(default=None)
    ending: Mapped[DeactivationEnding | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def waits_for_decision(self) -> bool:
        return self.case_id is not None and self.upheld_at is None and self.ended_at is None


class DeactivationWords(Base):
    """What it rests on, and what was answered to the appeal. Erased when the account is closed."""

    __tablename__ = "marketplace_deactivation_words"

    deactivation_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_deactivation.id"), primary_key=True
    )
    evidence: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
