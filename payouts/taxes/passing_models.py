"""Notes that what was withheld was paid on to the tax office. What they mean in money stands in the
journal."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.tables import Base


class Period(StrEnum):
    """Of the year that it was withheld in, as the tax office has it told."""

    YEAR = "year"
    Q1 = "q1"
    Q2 = "q2"
    Q3 = "q3"
    Q4 = "q4"
    JANUARY = "m01"
    FEBRUARY = "m02"
    MARCH = "m03"
    APRIL = "m04"
    MAY = "m05"
    JUNE = "m06"
    JULY = "m07"
    AUGUST = "m08"
    SEPTEMBER = "m09"
    OCTOBER = "m10"
    NOVEMBER = "m11"
    DECEMBER = "m12"


class PassingState(StrEnum):
    PROPOSED = "proposed"
    """Above the limit: a second person looks at it. Nothing is posted yet."""
    NOTED = "noted"
    DROPPED = "dropped"
    TAKEN_BACK = "taken_back"
    """It was not so, or the tax office paid it back."""


COUNT = (PassingState.PROPOSED, PassingState.NOTED)
"""What can be noted once more is less by these."""


class TaxPassedOn(Base):
    __tablename__ = "payouts_tax_passed_on"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("approved_by IS NULL OR approved_by != noted_by", name="another_person"),
        CheckConstraint(
            "state IN ('proposed', 'dropped') OR approved_by IS NOT NULL OR NOT needs_second",
            name="two_people",
        ),
        Index("ix_payouts_tax_passed_on_year", "year"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    year: Mapped[int]
    period: Mapped[Period]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    paid_on: Mapped[date]
    reference: Mapped[str]
    """The tax office's, of the payment: never a number of a person."""
    noted_by: Mapped[UUID]
    needs_second: Mapped[bool]
    """By the limit of that day."""
    state: Mapped[PassingState]
    approved_by: Mapped[UUID | None] = mapped_column(default=None)
    because: Mapped[str] = mapped_column(default="")
    """Why it was taken back."""
    ended_by: Mapped[UUID | None] = mapped_column(default=None)
    noted_at: Mapped[datetime] = mapped_column(default_factory=now)
    changed_at: Mapped[datetime] = mapped_column(default_factory=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)
