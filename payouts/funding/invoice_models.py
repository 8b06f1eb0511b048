"""Invoices of ours: a number each, one after the other, and what stood on them for good."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.numbering import YearCounter
from foundation.tables import Base, JsonObject


class InvoiceCounter(YearCounter):
    __tablename__ = "payouts_invoice_counter"


class IssuedInvoice(Base):
    __tablename__ = "payouts_invoice"

    funding_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_funding.id"), primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    due_on: Mapped[date]
    said: Mapped[JsonObject]
    """Seller, buyer and what for, as they were called on that day."""
    issued_at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(IssuedInvoice.__table__)
