"""Who was sent which statement; and how punctual we were, day by day."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.tables import Base


class StatementSent(Base):
    """That a performer was told of their statement of a run: once."""

    __tablename__ = "payouts_statement_sent"

    run_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_pay_run.id"), primary_key=True)
    performer_id: Mapped[UUID] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(default_factory=now)


class StatementsDone(Base):
    """That everybody in a run was told: it is not looked at again."""

    __tablename__ = "payouts_statements_done"

    run_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_pay_run.id"), primary_key=True)
    done_at: Mapped[datetime] = mapped_column(default_factory=now)


class PayRecord(Base):
    """As counted on one day, over the year before it. Counted once a day, because anybody may ask
    and counting goes over all payments."""

    __tablename__ = "payouts_pay_record"

    counted_on: Mapped[date] = mapped_column(primary_key=True)
    payouts: Mapped[int]
    on_time: Mapped[int]
    """Earnings that a bank had on the last day or before."""
    late: Mapped[int]
    """Earnings that a bank had later, and those it should have by now and has not."""
    median_days: Mapped[int]
    """From the work to the bank, of what banks have."""
    counted_at: Mapped[datetime] = mapped_column(default_factory=now)


for _model in (PayRecord, StatementSent, StatementsDone):
    append_only(_model.__table__)
