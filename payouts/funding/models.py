"""A client's payments, and what was given back of them. What they mean in money stands in the
journal; here is where each is on its way."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.tables import Base


class Means(StrEnum):
    CHECKOUT = "checkout"
    """On Stripe's page: by card at once, by bank debit in some days."""
    INVOICE = "invoice"
    BALANCE = "balance"
    """From what the client has here already."""


class FundingState(StrEnum):
    ASKED = "asked"
    """Stripe has not said yet that it knows of it."""
    OPEN = "open"
    """The client can pay."""
    PROCESSING = "processing"
    """A bank debit on its way: it may still fail."""
    PAID = "paid"
    FAILED = "failed"
    """Nothing was paid, and nothing will be: the page was left, or the bank refused."""


class Funding(Base):
    __tablename__ = "payouts_funding"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("refunded_minor BETWEEN 0 AND amount_minor", name="refunded"),
        CheckConstraint("NOT settles OR order_id IS NULL", name="settles"),
        Index("ix_payouts_funding_client_id_asked_at", "client_id", "asked_at"),
        Index("ix_payouts_funding_order_id", "order_id"),
        Index("ix_payouts_funding_state", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    client_id: Mapped[UUID]
    order_id: Mapped[UUID | None]
    """None: into the client's balance."""
    means: Mapped[Means]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    asked_by: Mapped[UUID]
    purchase_order: Mapped[str] = mapped_column(default="")
    """The client's own number, as it stands on the invoice."""
    settles: Mapped[bool] = mapped_column(default=False)
    """What the client owes us: for no order, and not into the balance."""
    state: Mapped[FundingState] = mapped_column(default=FundingState.ASKED)
    checkout_id: Mapped[str | None] = mapped_column(unique=True, default=None)
    invoice_id: Mapped[str | None] = mapped_column(unique=True, default=None)
    invoice_number: Mapped[str] = mapped_column(default="")
    payment_id: Mapped[str | None] = mapped_column(unique=True, default=None)
    failure: Mapped[str] = mapped_column(default="")
    """Stripe's code; its sentence is asked for when somebody wants to read it."""
    available_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it can be sent on. Of a bank debit on its way, when it is expected."""
    is_available: Mapped[bool] = mapped_column(default=False)
    refunded_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    disputed: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)
    paid_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def refundable(self) -> Money:
        return Money(self.amount_minor - self.refunded_minor, self.currency)


class GivingBackState(StrEnum):
    ASKED = "asked"
    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"
    """It was sent and came back: it is in the client's balance."""


class GivingBack(Base):
    """So much of a payment back to where it came from."""

    __tablename__ = "payouts_giving_back"
    __table_args__ = (CheckConstraint("amount_minor > 0", name="amount"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    funding_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_funding.id"), index=True)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[UUID]
    """The postings that set it aside until Stripe says that it was done."""
    asked_by: Mapped[UUID]
    state: Mapped[GivingBackState] = mapped_column(default=GivingBackState.ASKED)
    refund_id: Mapped[str | None] = mapped_column(unique=True, default=None)
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}
