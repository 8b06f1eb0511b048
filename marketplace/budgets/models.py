"""What is set aside for an order, what was confirmed of it, and what is promised to whom."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.tables import Base


class Budget(Base):
    """One order's money, in one currency. Its row arbitrates: whoever promises changes it by a
    conditional update, so that no two promises together exceed what is there."""

    __tablename__ = "marketplace_budget"
    __table_args__ = (
        CheckConstraint("committed_minor >= 0", name="committed"),
        CheckConstraint("committed_minor <= confirmed_minor", name="covered"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    order_id: Mapped[UUID] = mapped_column(unique=True)
    """The scene request or licence that it is for, known by id only."""
    client_id: Mapped[UUID] = mapped_column(index=True)
    currency: Mapped[str]
    confirmed_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """There, fee included."""
    committed_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """Promised, fee included; what was paid of it stays in it."""
    made_at: Mapped[datetime] = mapped_column(default_factory=now)

    @property
    def confirmed(self) -> Money:
        return Money(self.confirmed_minor, self.currency)

    @property
    def committed(self) -> Money:
        return Money(self.committed_minor, self.currency)

    @property
    def free(self) -> Money:
        return self.confirmed - self.committed


class Confirmation(Base):
    """Money that came, or went back where the amount is below zero."""

    __tablename__ = "marketplace_budget_confirmation"
    __table_args__ = (UniqueConstraint("budget_id", "cause"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    budget_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_budget.id"))
    cause: Mapped[str]
    """What happened, once: a repeat changes nothing."""
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    confirmed_by: Mapped[UUID]
    confirmed_at: Mapped[datetime] = mapped_column(default_factory=now)


class Commitment(Base):
    """A promise out of a budget, by what it is for. Released in part or whole, never doubled."""

    __tablename__ = "marketplace_budget_commitment"
    __table_args__ = (
        UniqueConstraint("kind", "cause_id"),
        CheckConstraint("amount_minor >= 0", name="amount"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    budget_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_budget.id"), index=True)
    kind: Mapped[str]
    cause_id: Mapped[UUID]
    """The offer, audition or change order."""
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    """As promised now, fee included."""
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    changed_at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(Confirmation.__table__)
