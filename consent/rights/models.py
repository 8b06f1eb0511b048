"""Bulk endings, offers to renew, and what two people must agree on."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consent.ledger.explaining.words import Ending, Flaw
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class OfferAnswer(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"


class InvalidationOutcome(StrEnum):
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


class BulkEnding(Base):
    """One will to end many grants: all that a performer gave, or a client was given, or both.

    Carried out grant by grant; what has not ended yet is what is still to do.
    """

    __tablename__ = "consent_bulk_ending"
    __table_args__ = (
        CheckConstraint("performer_id IS NOT NULL OR client_id IS NOT NULL", name="of_somebody"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID | None] = mapped_column(index=True)
    client_id: Mapped[UUID | None] = mapped_column(index=True)
    ordered_by: Mapped[UUID]
    ordered_as: Mapped[str]
    cause: Mapped[Ending | None] = mapped_column(default=None)
    """Why somebody else ends it; where there is none, the performer withdraws."""
    reason: Mapped[str] = mapped_column(default="")
    """In somebody's own words; once all is carried out they are with the entries, and not here."""
    ordered_at: Mapped[datetime] = mapped_column(default_factory=now)
    """Grants that begin later are not meant."""
    ended: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(default=None, index=True)


class RenewalOffer(Base):
    """A performer is asked, once for each end, whether an agreement's recordings may go on."""

    __tablename__ = "consent_renewal_offer"
    __table_args__ = (UniqueConstraint("performer_id", "agreement_id", "ends_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID]
    agreement_id: Mapped[UUID] = mapped_column(index=True)
    ends_on: Mapped[date]
    """The last day as it is."""
    renewed_until: Mapped[date]
    """The last day as it would be."""
    fee_minor: Mapped[int | None]
    """For all of them together, as was agreed when it was signed; none where nothing was said."""
    currency: Mapped[str | None]
    offered_at: Mapped[datetime] = mapped_column(default_factory=now)
    answer: Mapped[OfferAnswer | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    renewed: Mapped[int] = mapped_column(default=0)
    """How many grants it reached so far."""
    carried_at: Mapped[datetime | None] = mapped_column(default=None)
    """When every recording that it is about had been renewed."""


class Invalidation(Base):
    """Somebody found that consent never was valid; a second person decides."""

    __tablename__ = "consent_invalidation"
    __table_args__ = (
        CheckConstraint(
            "(decided_by IS NULL OR decided_by != proposed_by)"
            " AND (outcome IS NULL OR outcome != 'confirmed' OR decided_by IS NOT NULL)",
            name="two_people",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    grant_id: Mapped[UUID] = mapped_column(ForeignKey("consent_grant.id"), index=True)
    flaw: Mapped[Flaw]
    reason: Mapped[str]
    """In somebody's own words; erased once it was decided: then it is with the entry."""
    proposed_by: Mapped[UUID]
    proposed_at: Mapped[datetime] = mapped_column(default_factory=now)
    open_for: Mapped[UUID | None] = mapped_column(unique=True, default=None)
    """The grant while nobody has decided: so there is one at a time."""
    decided_by: Mapped[UUID | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[InvalidationOutcome | None] = mapped_column(default=None)
