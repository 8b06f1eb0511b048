"""Top-ups of our own balance at Stripe, and how far each is. What they mean in money stands in the
journal."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.tables import Base


class OwnTopUpState(StrEnum):
    PROPOSED = "proposed"
    """Above the limit: a second person looks at it."""
    ASKED = "asked"
    """Stripe was asked, and it is not known yet what came of it."""
    PENDING = "pending"
    """Our bank is asked for it."""
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"
    REVERSED = "reversed"
    """Our bank took it back."""
    REFUSED = "refused"
    """By Stripe: nothing was asked of our bank."""
    DROPPED = "dropped"
    """By one of us, before Stripe was asked."""


class OwnTopUp(Base):
    __tablename__ = "payouts_own_top_up"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("approved_by IS NULL OR approved_by != asked_by", name="another_person"),
        CheckConstraint(
            "state IN ('proposed', 'dropped') OR approved_by IS NOT NULL OR NOT needs_second",
            name="two_people",
        ),
        Index("ix_payouts_own_top_up_asked_at", "asked_at"),
        Index("ix_payouts_own_top_up_state", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    because: Mapped[str]
    asked_by: Mapped[UUID]
    needs_second: Mapped[bool]
    """By the limit of that day."""
    state: Mapped[OwnTopUpState]
    approved_by: Mapped[UUID | None] = mapped_column(default=None)
    stripe_id: Mapped[str | None] = mapped_column(unique=True, default=None)
    expected_at: Mapped[datetime | None] = mapped_column(default=None)
    failure: Mapped[str] = mapped_column(default="")
    """Stripe's code."""
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)
    changed_at: Mapped[datetime] = mapped_column(default_factory=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)
