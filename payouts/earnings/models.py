"""What a fact is worth to a performer, and where that stands."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.tables import Base


class EarningState(StrEnum):
    PAYABLE = "payable"
    """For the next pay run."""
    HELD = "held"
    """Waits for a named reason to end."""
    ON_ITS_WAY = "on_its_way"
    """In a payout that is not over yet."""
    PAID = "paid"
    """Provisional, as banks are: it can still come back."""
    NOTHING_LEFT = "nothing_left"
    """All of it was taken to put right what was paid or counted wrongly."""


class SettlementOutcome(StrEnum):
    """Kept in a table of its own: a new outcome is a new row there."""

    PAID = "paid"
    RETURNED = "returned"


class Earning(Base):
    """One fact's worth. Its state is changed by conditional updates alone (`moving`), so that of a
    hold, a pay run and a reduction that come together exactly one has it."""

    __tablename__ = "payouts_earning"
    __table_args__ = (
        UniqueConstraint("fact_id"),
        CheckConstraint("amount_minor >= 0", name="amount"),
        CheckConstraint("taken_minor >= 0 AND taken_minor <= amount_minor", name="taken"),
        CheckConstraint("netted_minor >= 0 AND netted_minor <= taken_minor", name="netted"),
        CheckConstraint(
            "(payout_id IS NOT NULL) = (state IN ('on_its_way', 'paid'))", name="payout"
        ),
        Index("ix_payouts_earning_performer_id_earned_at", "performer_id", "earned_at"),
        Index("ix_payouts_earning_state_pay_by", "state", "pay_by"),
        Index("ix_payouts_earning_state_performer_id", "state", "performer_id"),
        Index("ix_payouts_earning_order_id", "order_id"),
        Index("ix_payouts_earning_payout_id", "payout_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    fact_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_fact.id"))
    kind: Mapped[str]
    performer_id: Mapped[UUID]
    client_id: Mapped[UUID]
    order_id: Mapped[UUID]
    currency: Mapped[str]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    fee_minor: Mapped[int] = mapped_column(BigInteger)
    """Ours, on top: the client pays it."""
    unfunded_minor: Mapped[int] = mapped_column(BigInteger)
    """Of amount and fee, what the order's funds did not hold: the client owes it."""
    worked_on: Mapped[date]
    earned_at: Mapped[datetime]
    """When it was decided: a pay run takes what was earned before its cut-off."""
    pay_by: Mapped[date]
    taken_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """By reductions: of this very earning, or of others that were paid before."""
    netted_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """Of that, for others: never more than a stated share."""
    state: Mapped[EarningState] = mapped_column(default=EarningState.PAYABLE)
    payout_id: Mapped[UUID | None] = mapped_column(default=None)
    """The payout that has it now."""
    collected_at: Mapped[datetime] = mapped_column(default_factory=now)

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def left(self) -> Money:
        """Still theirs, wherever it is."""
        return Money(self.amount_minor - self.taken_minor, self.currency)


LEFT = Earning.amount_minor - Earning.taken_minor
"""`left`, where the database is asked."""


class SettlementOutcomeRow(Base):
    __tablename__ = "payouts_settlement_outcome"

    code: Mapped[str] = mapped_column(primary_key=True)


class Settlement(Base):
    """A bank has an earning, or gave it back."""

    __tablename__ = "payouts_settlement"
    __table_args__ = (
        UniqueConstraint("earning_id", "n"),
        Index("ix_payouts_settlement_payout_id", "payout_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    earning_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_earning.id"))
    n: Mapped[int]
    payout_id: Mapped[UUID]
    outcome: Mapped[str] = mapped_column(ForeignKey("payouts_settlement_outcome.code"))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    """When it was so, as the bank says."""
    recorded_at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(Settlement.__table__)
