"""Rows of the journal. All are for good but what is left on accounts that owe somebody."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class AccountKindRow(Base):
    __tablename__ = "payouts_account_kind"

    code: Mapped[str] = mapped_column(primary_key=True)


class PurposeRow(Base):
    __tablename__ = "payouts_purpose"

    code: Mapped[str] = mapped_column(primary_key=True)


class JournalAccount(Base):
    __tablename__ = "payouts_journal_account"
    __table_args__ = (
        UniqueConstraint("kind", "owner_id", "currency"),
        UniqueConstraint("id", "currency"),
        Index("ix_payouts_journal_account_owner_id", "owner_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(ForeignKey("payouts_account_kind.code"))
    owner_id: Mapped[UUID]
    """A performer, client, order or payout, as the kind says; all zeros for ourselves."""
    currency: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(default_factory=now)


class Available(Base):
    """What is left on an account that owes somebody. Kept apart, because it alone changes, and
    only for accounts of one owner: no two people wait for each other here."""

    __tablename__ = "payouts_available"
    __table_args__ = (CheckConstraint("amount_minor >= 0", name="amount"),)

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("payouts_journal_account.id"), primary_key=True
    )
    amount_minor: Mapped[int] = mapped_column(BigInteger, default=0)


class PostingKey(Base):
    """What was asked for, so that asking again changes nothing."""

    __tablename__ = "payouts_posting_key"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    """Shared by the postings that were made together."""
    key: Mapped[str]
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary)


class Phase(StrEnum):
    POSTED = "posted"
    PENDING = "pending"
    POSTS = "posts"
    """Makes a pending one so."""
    VOIDS = "voids"


MOVED = (Phase.POSTED, Phase.POSTS)
"""Rows that have moved money; the others set it aside, or let go of what was."""


class Posting(Base):
    """One positive amount from one account to another: balanced, because it cannot be otherwise.

    The foreign keys hold both accounts to the posting's currency, and the row that resolves a
    pending one to its very accounts and amount."""

    __tablename__ = "payouts_posting"
    __table_args__ = (
        ForeignKeyConstraint(
            ["debit_id", "currency"],
            ["payouts_journal_account.id", "payouts_journal_account.currency"],
            name="fk_payouts_posting_debit",
        ),
        ForeignKeyConstraint(
            ["credit_id", "currency"],
            ["payouts_journal_account.id", "payouts_journal_account.currency"],
            name="fk_payouts_posting_credit",
        ),
        ForeignKeyConstraint(
            ["resolves_id", "debit_id", "credit_id", "amount_minor"],
            [
                "payouts_posting.id",
                "payouts_posting.debit_id",
                "payouts_posting.credit_id",
                "payouts_posting.amount_minor",
            ],
            name="fk_payouts_posting_resolves",
        ),
        UniqueConstraint("id", "debit_id", "credit_id", "amount_minor"),
        UniqueConstraint("resolves_id"),
        UniqueConstraint("group_id", "line"),
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint(
            "(resolves_id IS NULL) = (phase IN ('posted', 'pending'))", name="resolves"
        ),
        Index("ix_payouts_posting_debit_id_effective_at", "debit_id", "effective_at"),
        Index("ix_payouts_posting_credit_id_effective_at", "credit_id", "effective_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("payouts_posting_key.id"))
    line: Mapped[int]
    phase: Mapped[Phase]
    resolves_id: Mapped[UUID | None]
    debit_id: Mapped[UUID]
    credit_id: Mapped[UUID]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    purpose: Mapped[str] = mapped_column(ForeignKey("payouts_purpose.code"))
    cause_id: Mapped[UUID]
    """The fact, payout, payment or hold that it is about."""
    effective_at: Mapped[datetime]
    """When it was so."""
    recorded_at: Mapped[datetime]
    """When we wrote it down."""


for _model in (JournalAccount, PostingKey, Posting):
    append_only(_model.__table__)
