"""Grants, what each permits now as rows that decisions read, and everything they ever permitted.

Two clocks: a day on which something is true, and an instant from which we know it.
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject

NEVER = date.min
"""The last day of what was not given."""


class State(StrEnum):
    """What consent is by what was done; what is suspended or has ended depends on the day."""

    REQUESTED = "requested"
    REFUSED = "refused"
    GIVEN = "given"
    RENEWED = "renewed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    INVALIDATED = "invalidated"


class LimitSet(Base):
    """Limits by their content: a million recordings of one agreement share one row."""

    __tablename__ = "consent_limit_set"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """63 bits of the hash: the same in every database, so that it may be remembered."""
    hash: Mapped[str] = mapped_column(unique=True)
    body: Mapped[JsonObject]


class Grant(Base):
    """Who allows what for which recording under which agreement; the rest is in its right."""

    __tablename__ = "consent_grant"
    __table_args__ = (
        UniqueConstraint("recording_id", "performer_id", "agreement_id"),
        # Whoever looks for grants reads them newest first, a page at a time.
        Index("ix_consent_grant_performer_id", "performer_id", "made_at", "id"),
        Index("ix_consent_grant_agreement_id", "agreement_id", "made_at", "id"),
        Index("ix_consent_grant_made_at", "made_at", "id"),
        Index("ix_consent_grant_client_id", "client_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    recording_id: Mapped[UUID]
    performer_id: Mapped[UUID]
    agreement_id: Mapped[UUID]
    thread: Mapped[str] = mapped_column(unique=True)
    """The ledger's name for it, from which nobody can tell whose it is."""
    client_id: Mapped[UUID | None] = mapped_column(default=None)
    """For whom, where that is another client than the one it was recorded for."""
    made_at: Mapped[datetime] = mapped_column(default_factory=now)


class Right(Base):
    """What a grant permits as far as we know now. One row a grant; a recording's lie together."""

    __tablename__ = "consent_right"
    # SQLite then keeps the rows in the order of the key: a recording's are one read.
    __table_args__ = (
        Index("ix_consent_right_state_ends_on", "state", "ends_on"),
        {"sqlite_with_rowid": False},
    )

    recording_id: Mapped[UUID] = mapped_column(primary_key=True)
    performer_id: Mapped[UUID] = mapped_column(primary_key=True)
    grant_id: Mapped[UUID] = mapped_column(ForeignKey("consent_grant.id"), primary_key=True)
    limit_set_id: Mapped[int] = mapped_column(ForeignKey("consent_limit_set.id"))
    state: Mapped[State] = mapped_column(default=State.REQUESTED)
    accepted: Mapped[bool] = mapped_column(default=False)
    """Before its take is accepted a recording may be reviewed, and nothing else."""
    uses: Mapped[int] = mapped_column(default=0)
    """A bit for each use that is not refused."""
    constrained: Mapped[int] = mapped_column(default=0)
    """Of these, the uses that were allowed as far as the limits say."""
    starts_on: Mapped[date] = mapped_column(default=NEVER)
    ends_on: Mapped[date] = mapped_column(default=NEVER)
    """The last day."""
    suspended: Mapped[bool] = mapped_column(default=False)
    """Whether a suspension was not lifted, or an end is ordered: most rights have neither, and need
    not be asked."""
    alone: Mapped[bool] = mapped_column(default=True)
    """No other agreement of this performer covers this recording: nor need that be asked."""


class KnownRight(Base):
    """From this day it is so, as far as was known until another row said otherwise.

    Of the rows that were known, and whose day has come, the one with the highest number holds.
    """

    __tablename__ = "consent_known_right"
    __table_args__ = (Index("ix_consent_known_right_recording_id", "recording_id"),)

    grant_id: Mapped[UUID] = mapped_column(ForeignKey("consent_grant.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Counted along its grant, under the lock of its thread."""
    recording_id: Mapped[UUID]
    performer_id: Mapped[UUID]
    state: Mapped[str]
    accepted: Mapped[bool]
    uses: Mapped[int]
    constrained: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    limit_set_id: Mapped[int] = mapped_column(ForeignKey("consent_limit_set.id"))
    true_from: Mapped[date]
    known_from: Mapped[datetime]


class Suspension(Base):
    """A pause of a grant for a cause, in whole or in part; one row for each client it names."""

    __tablename__ = "consent_suspension"
    __table_args__ = (Index("ix_consent_suspension_grant_id", "grant_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    grant_id: Mapped[UUID] = mapped_column(ForeignKey("consent_grant.id"))
    number: Mapped[int]
    """Counted along its grant; rows that share one are lifted together."""
    cause: Mapped[str]
    uses: Mapped[int]
    """A bit for each use that is paused."""
    client_id: Mapped[UUID | None]
    """Or nobody: then for every client."""
    until: Mapped[date | None]
    """The last day, where one was named."""
    true_from: Mapped[date]
    known_from: Mapped[datetime]


class Lifting(Base):
    """From this day a suspension holds no longer."""

    __tablename__ = "consent_lifting"

    suspension_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_suspension.id"), primary_key=True
    )
    true_from: Mapped[date]
    known_from: Mapped[datetime]


class OrderedEnd(Base):
    """One will ends many grants, each in its turn. Nothing is permitted by any of them from the
    order on."""

    __tablename__ = "consent_ordered_end"
    __table_args__ = (Index("ix_consent_ordered_end_grant_id", "grant_id"),)

    will_id: Mapped[UUID] = mapped_column(primary_key=True)
    grant_id: Mapped[UUID] = mapped_column(ForeignKey("consent_grant.id"), primary_key=True)
    true_from: Mapped[date]
    known_from: Mapped[datetime]
    known_until: Mapped[datetime | None] = mapped_column(default=None)
    """When its own end was told, which speaks for itself from then on."""


for _table in (LimitSet, Grant, KnownRight, Suspension, Lifting):
    append_only(_table.__table__)
