"""A fact says all that a statement needs, so that payouts asks nobody."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.tables import Base


class FactKind(StrEnum):
    """Kept in a table of its own: a new kind is a new row there, and facts are never rebuilt."""

    HOURS = "hours"
    TAKE = "take"
    RETAKE = "retake"
    AUDITION = "audition"
    TECH_CHECK = "tech_check"
    BRIEFING = "briefing"
    WAITING = "waiting"
    DE_ROLE = "de_role"
    MINIMUM_CALL = "minimum_call"
    LATE_CHANGE = "late_change"
    STOP = "stop"
    BONUS = "bonus"
    CONTINUITY = "continuity"
    OPTIONAL_USE = "optional_use"
    ROYALTY = "royalty"
    RENEWAL = "renewal"
    REMEDY = "remedy"
    CORRECTION = "correction"


class FactKindRow(Base):
    __tablename__ = "marketplace_fact_kind"

    code: Mapped[str] = mapped_column(primary_key=True)


class Fact(Base):
    """Corrected by a further fact only."""

    __tablename__ = "marketplace_fact"
    __table_args__ = (
        UniqueConstraint("kind", "cause_id"),
        Index("ix_marketplace_fact_performer_id_published_at", "performer_id", "published_at"),
        Index("ix_marketplace_fact_published_at_id", "published_at", "id"),
        # What a choice earned so far, and whether its client owes somebody who plays in it: asked
        # of thousands for each change of a choice, so that no row need be opened.
        Index(
            "ix_marketplace_fact_recording_id",
            *("recording_id", "client_id", "currency", "amount_minor"),
        ),
        Index("ix_marketplace_fact_pay_by", "pay_by"),
        Index(
            "ix_marketplace_fact_client_id",
            *("client_id", "performer_id", "pay_by", "amount_minor", "id"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    kind: Mapped[str] = mapped_column(ForeignKey("marketplace_fact_kind.code"))
    cause_id: Mapped[UUID]
    """The booking, take, application or corrected fact: of each kind it counts once."""
    performer_id: Mapped[UUID]
    client_id: Mapped[UUID]
    order_id: Mapped[UUID]
    engagement_id: Mapped[UUID | None]
    recording_id: Mapped[UUID | None]
    quantity: Mapped[int]
    unit: Mapped[str]
    """minute, take, booking …: what the quantity counts."""
    rate_minor: Mapped[int] = mapped_column(BigInteger)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    rule: Mapped[str]
    """Which term of the engagement priced it."""
    decided_by: Mapped[UUID]
    """A named person, or the system where a stated rule decided."""
    worked_on: Mapped[date]
    completed_on: Mapped[date]
    pay_by: Mapped[date]
    label: Mapped[str]
    """As a statement says it."""
    published_at: Mapped[datetime] = mapped_column(default_factory=now)

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


class FactOutcome(StrEnum):
    """Kept in a table of its own, as kinds are."""

    PAID = "paid"
    RETURNED = "returned"
    NOTHING_LEFT = "nothing_left"
    """All of it went to put right what was paid or counted wrongly: nothing is owed."""


class FactOutcomeRow(Base):
    __tablename__ = "marketplace_fact_outcome"

    code: Mapped[str] = mapped_column(primary_key=True)


class FactSettlement(Base):
    """What became of a fact's money, written down from payouts, so that rights can follow it. The
    newest one counts."""

    __tablename__ = "marketplace_fact_settlement"
    __table_args__ = (
        UniqueConstraint("fact_id", "n"),
        Index("ix_marketplace_fact_settlement_fact_id", "fact_id", "n", "outcome"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    fact_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_fact.id"))
    n: Mapped[int]
    outcome: Mapped[str] = mapped_column(ForeignKey("marketplace_fact_outcome.code"))
    at: Mapped[datetime]
    """When it was so."""
    recorded_at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(Fact.__table__)
append_only(FactSettlement.__table__)
