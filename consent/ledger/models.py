"""What the log keeps. Only the head row ever changes, and only forward."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.tables import Base

# SQLite numbers rows by itself only where the key is called INTEGER.
_Numbered = BigInteger().with_variant(Integer(), "sqlite")


class LedgerThread(Base):
    """What belongs together. Whoever writes an entry locks its thread: so entries have an order."""

    __tablename__ = "consent_ledger_thread"

    id: Mapped[str] = mapped_column(primary_key=True)


class LedgerOutbox(Base):
    """Written by the business transaction; drained by the sequencer, which gives places."""

    __tablename__ = "consent_ledger_outbox"
    __table_args__ = ({"sqlite_autoincrement": True},)

    ticket: Mapped[int] = mapped_column(_Numbered, primary_key=True, init=False)
    """Drawn under the lock of the thread, so it rises within one. It has gaps, and is no place."""
    event_id: Mapped[str] = mapped_column(unique=True)
    type: Mapped[str]
    thread: Mapped[str] = mapped_column(ForeignKey("consent_ledger_thread.id"))
    time: Mapped[date]
    actor: Mapped[str]
    terms: Mapped[str]
    commitment: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default_factory=now)


class LedgerEntry(Base):
    """One leaf. `body` are the very bytes that are hashed, served and verified."""

    __tablename__ = "consent_ledger_entry"
    __table_args__ = (
        UniqueConstraint("thread", "n"),
        CheckConstraint("position >= 0", name="position_counts_from_nought"),
        CheckConstraint("length(leaf) = 32", name="leaf_is_a_hash"),
    )

    position: Mapped[int] = mapped_column(_Numbered, primary_key=True, autoincrement=False)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)
    event_id: Mapped[str] = mapped_column(unique=True)
    thread: Mapped[str]
    n: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class LedgerSubtree(Base):
    """The root over 256, 65,536 … leaves, kept once they are complete."""

    __tablename__ = "consent_ledger_subtree"
    __table_args__ = (CheckConstraint("length(hash) = 32", name="hash_is_a_hash"),)

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Counted along its level."""
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class LedgerHead(Base):
    """How far the log has come. Its one row is what two sequencers wait for each other on."""

    __tablename__ = "consent_ledger_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigInteger)
    peaks: Mapped[bytes] = mapped_column(LargeBinary)
    """The roots of the complete subtrees that make up the tree, largest first, 32 bytes each."""
    day: Mapped[date]
    """Of the newest entry: no later one is dated before it, whatever a clock says."""


class LedgerKey(Base):
    """Whose signature was ever ours, from which size on. The private half is never here."""

    __tablename__ = "consent_ledger_key"

    number: Mapped[int] = mapped_column(_Numbered, primary_key=True, autoincrement=False)
    """0, 1, 2 …; the newest says under which name (origin) the log goes on."""
    vkey: Mapped[str] = mapped_column(unique=True)
    from_size: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]


class LedgerCheckpoint(Base):
    """A checkpoint as it was signed and published."""

    __tablename__ = "consent_ledger_checkpoint"
    __table_args__ = (Index("ix_consent_ledger_checkpoint_size", "size"),)

    number: Mapped[int] = mapped_column(_Numbered, primary_key=True, autoincrement=False)
    """0, 1, 2 …: each continues the one before, unless it begins another origin."""
    size: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[bytes] = mapped_column(LargeBinary)
    note: Mapped[bytes] = mapped_column(LargeBinary)
    signed_at: Mapped[datetime]


class LedgerCosignature(Base):
    """A witness's line under a checkpoint: verified before it was kept."""

    __tablename__ = "consent_ledger_cosignature"
    __table_args__ = (Index("ix_consent_ledger_cosignature_vkey_number", "vkey", "number"),)

    number: Mapped[int] = mapped_column(
        ForeignKey("consent_ledger_checkpoint.number"), primary_key=True
    )
    vkey: Mapped[str] = mapped_column(primary_key=True)
    """The witness's public key."""
    origin: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    line: Mapped[str]
    signed_at: Mapped[datetime]
    """By the witness's clock; it is under the signature."""


class LedgerAlarm(Base):
    """What compliance was told of, so that it is told once."""

    __tablename__ = "consent_ledger_alarm"

    about: Mapped[str] = mapped_column(primary_key=True)
    told_at: Mapped[datetime] = mapped_column(default_factory=now)


for _table in (
    LedgerEntry,
    LedgerSubtree,
    LedgerKey,
    LedgerCheckpoint,
    LedgerCosignature,
    LedgerAlarm,
):
    append_only(_table.__table__)
