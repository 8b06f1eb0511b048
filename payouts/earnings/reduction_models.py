"""That an earning was too much: proposed, told, answered, decided and only then taken."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class ReductionReason(StrEnum):
    """All that there are: a client's refund, dispute or bankruptcy is none."""

    ARITHMETIC = "arithmetic"
    FRAUD = "fraud"


class ReductionState(StrEnum):
    PROPOSED = "proposed"
    """The performer was told and may appeal until `answer_by`."""
    APPEALED = "appealed"
    """Waits for somebody who had no part in it, for as long as that takes."""
    OVERTURNED = "overturned"
    TAKEN_BACK = "taken_back"
    APPLIED = "applied"


class Source(StrEnum):
    """Where the money came from. Kept in a table of its own."""

    HELD = "held"
    PAYABLE = "payable"
    LATER = "later"


class Reduction(Base):
    __tablename__ = "payouts_reduction"
    __table_args__ = (
        UniqueConstraint("fact_id"),
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("decided_by IS NULL OR decided_by != proposed_by", name="another_person"),
        Index("ix_payouts_reduction_earning_id", "earning_id"),
        Index("ix_payouts_reduction_state_answer_by", "state", "answer_by"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    earning_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_earning.id"))
    fact_id: Mapped[UUID | None] = mapped_column(ForeignKey("marketplace_fact.id"))
    """The correction below zero that it follows from, if it does."""
    performer_id: Mapped[UUID] = mapped_column(index=True)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    reason: Mapped[ReductionReason]
    evidence: Mapped[str]
    proposed_by: Mapped[UUID]
    proposed_as: Mapped[str]
    answer_by: Mapped[datetime]
    proposed_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[ReductionState] = mapped_column(default=ReductionState.PROPOSED)
    appeal: Mapped[str] = mapped_column(default="")
    appealed_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[UUID | None] = mapped_column(default=None)
    """About the appeal."""
    decision: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it was applied, overturned or taken back."""
    later_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """Of it, what is still to be taken from what they earn later."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class SourceRow(Base):
    __tablename__ = "payouts_reduction_source"

    code: Mapped[str] = mapped_column(primary_key=True)


class ReductionStep(Base):
    """So much of it was taken from this earning."""

    __tablename__ = "payouts_reduction_step"
    __table_args__ = (
        UniqueConstraint("reduction_id", "earning_id"),
        CheckConstraint("amount_minor > 0", name="amount"),
        Index("ix_payouts_reduction_step_earning_id", "earning_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    reduction_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_reduction.id"))
    earning_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_earning.id"))
    source: Mapped[str] = mapped_column(ForeignKey("payouts_reduction_source.code"))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(ReductionStep.__table__)
