"""What clients' banks dispute, as Stripe last said it. What it means in money stands in the
journal; here is until when somebody must answer."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.tables import Base

TO_ANSWER = ("needs_response", "warning_needs_response")
"""Stripe's words; the second is of an inquiry, by which nothing was taken yet."""


class ClientDispute(Base):
    __tablename__ = "payouts_dispute"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount"),
        Index("ix_payouts_dispute_opened_at", "opened_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    funding_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_funding.id"), index=True)
    stripe_id: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str]
    reason: Mapped[str]
    """Stripe's word for what the bank says."""
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    answer_by: Mapped[datetime | None]
    opened_at: Mapped[datetime]
    is_over: Mapped[bool] = mapped_column(default=False)
    reminded_at: Mapped[datetime | None] = mapped_column(default=None)
    """When somebody was told that the time to answer runs out."""
    read_at: Mapped[datetime] = mapped_column(default_factory=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def to_answer(self) -> bool:
        return self.status in TO_ANSWER
