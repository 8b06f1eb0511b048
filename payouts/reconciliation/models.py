"""Reconciliations with their totals, and the differences that they found."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.tables import Base


class ReconciliationState(StrEnum):
    WANTED = "wanted"
    RUNNING = "running"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    """Something could not be read. What was not read was not judged."""


class Reconciliation(Base):
    """Only one is open at a time: whoever asks for another while it is, gets this one."""

    __tablename__ = "payouts_reconciliation"
    __table_args__ = (
        UniqueConstraint("night"),
        Index(
            "uq_payouts_reconciliation_open",
            "turn",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_payouts_reconciliation_asked_at", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    asked_by: Mapped[UUID]
    turn: Mapped[str] = mapped_column(default="one")
    """Always the same word: what its unique index holds to one open row."""
    night: Mapped[date | None] = mapped_column(default=None)
    """The nightly one of this day; None on demand."""
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[ReconciliationState] = mapped_column(default=ReconciliationState.WANTED)
    held_until: Mapped[datetime | None] = mapped_column(default=None)
    """Who runs it went away if this is over; another takes it up from the beginning."""
    since: Mapped[datetime | None] = mapped_column(default=None)
    until: Mapped[datetime | None] = mapped_column(default=None)
    """What is newer was not judged: it may still be on its way into our books."""
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    unread: Mapped[str] = mapped_column(default="")
    """What could not be read, and why, a line each."""
    movements: Mapped[int] = mapped_column(default=0)
    """Balance transactions of ours that were read."""
    transfers: Mapped[int] = mapped_column(default=0)
    bank_payouts: Mapped[int] = mapped_column(default=0)
    payees: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    gone: Mapped[int] = mapped_column(default=0)
    still_open: Mapped[int] = mapped_column(default=0)


class ReconciledTotal(Base):
    """What lay where in one currency, by both books, when a reconciliation looked."""

    __tablename__ = "payouts_reconciled_total"

    reconciliation_id: Mapped[UUID] = mapped_column(
        ForeignKey("payouts_reconciliation.id"), primary_key=True
    )
    place: Mapped[str] = mapped_column(primary_key=True)
    """`ours`, or `performers` for all accounts of theirs that were read."""
    currency: Mapped[str] = mapped_column(primary_key=True)
    ours_minor: Mapped[int] = mapped_column(BigInteger)
    theirs_minor: Mapped[int] = mapped_column(BigInteger)


class DifferenceKind(StrEnum):
    """Kept in a table of its own: a new kind is a new row there."""

    MISSING_AT_STRIPE = "missing_at_stripe"
    UNKNOWN_TO_US = "unknown_to_us"
    OTHER_AMOUNT = "other_amount"
    OTHER_STATE = "other_state"
    BALANCE_DIFFERS = "balance_differs"
    """What is left once everything that has a name of its own is taken out."""
    AVAILABILITY_DIFFERS = "availability_differs"
    """The sum is right; more, or less, of it may be sent than our books say."""


class DifferenceKindRow(Base):
    __tablename__ = "payouts_difference_kind"

    code: Mapped[str] = mapped_column(primary_key=True)


class Ending(StrEnum):
    POSTED = "posted"
    GONE = "gone"
    """A later reconciliation looked at the same place, and it was no more."""


class Difference(Base):
    """Found again it is the same row, as long as it is open."""

    __tablename__ = "payouts_difference"
    __table_args__ = (
        Index(
            "uq_payouts_difference_open",
            "place",
            "subject",
            "currency",
            "kind",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_payouts_difference_first_seen_at", "first_seen_at"),
        Index("ix_payouts_difference_place_subject", "place", "subject"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    kind: Mapped[str] = mapped_column(ForeignKey("payouts_difference_kind.code"))
    place: Mapped[str]
    """Whose balance at Stripe: empty for ours, a performer's id otherwise."""
    subject: Mapped[str]
    """What Stripe calls it, or the key of our posting, or `balance`."""
    currency: Mapped[str]
    ours_minor: Mapped[int] = mapped_column(BigInteger)
    """By what it changed that balance, or what the balance is, by our books."""
    theirs_minor: Mapped[int] = mapped_column(BigInteger)
    off_minor: Mapped[int] = mapped_column(BigInteger)
    """What a posting must add to our books there; zero where none can help."""
    about_at: Mapped[datetime]
    found_in: Mapped[UUID] = mapped_column(ForeignKey("payouts_reconciliation.id"))
    says: Mapped[str] = mapped_column(default="")
    first_seen_at: Mapped[datetime] = mapped_column(default_factory=now)
    last_seen_at: Mapped[datetime] = mapped_column(default_factory=now)
    owner_id: Mapped[UUID | None] = mapped_column(default=None)
    taken_at: Mapped[datetime | None] = mapped_column(default=None)
    told_at: Mapped[datetime | None] = mapped_column(default=None)
    """When finance heard that it is older than a day."""
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ending: Mapped[Ending | None] = mapped_column(default=None)
    ended_by: Mapped[UUID | None] = mapped_column(default=None)
    because: Mapped[str] = mapped_column(default="")
    against: Mapped[str | None] = mapped_column(
        ForeignKey("payouts_account_kind.code"), default=None
    )
    """The kind of account that its posting took the money from, or gave it to."""
    posting_group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("payouts_posting_key.id"), default=None
    )
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def off(self) -> Money:
        return Money(self.off_minor, self.currency)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class WriteOffState(StrEnum):
    PROPOSED = "proposed"
    """Waits for a second person."""
    POSTED = "posted"
    REFUSED = "refused"
    """By a second person, or taken back by the first."""


class WriteOff(Base):
    """A posting against a difference that two people stand for. Up to the limit there is none:
    one person posts, and the difference says who."""

    __tablename__ = "payouts_write_off"
    __table_args__ = (
        CheckConstraint(
            "state != 'posted' OR (decided_by IS NOT NULL AND decided_by != asked_by)",
            name="two_people",
        ),
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided"),
        Index(
            "uq_payouts_write_off_proposed",
            "difference_id",
            unique=True,
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
        Index("ix_payouts_write_off_difference_id", "difference_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    difference_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_difference.id"))
    off_minor: Mapped[int] = mapped_column(BigInteger)
    """What was looked at, as it is posted."""
    currency: Mapped[str]
    against: Mapped[str] = mapped_column(ForeignKey("payouts_account_kind.code"))
    because: Mapped[str]
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[WriteOffState] = mapped_column(default=WriteOffState.PROPOSED)
    decided_by: Mapped[UUID | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    refused_because: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def off(self) -> Money:
        return Money(self.off_minor, self.currency)
