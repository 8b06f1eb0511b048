"""What a performer is asked to sign, every showing of it, and what became of it.

What was asked never changes; only how it stands does. What was shown, signed and refused are rows
that stay. What names somebody is sealed, apart from them.
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consent.ledger.fresh_ids import fresh_id
from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class AgreementState(StrEnum):
    REQUESTED = "requested"
    SIGNED = "signed"
    REFUSED = "refused"
    """May still be signed, until the last day on which it could have been."""
    LAPSED = "lapsed"


class Agreement(Base):
    """One of the papers that somebody is asked to sign; its id is what grants carry."""

    __tablename__ = "consent_agreement"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID] = mapped_column(index=True)
    client_id: Mapped[UUID]
    engagement_id: Mapped[UUID | None] = mapped_column(index=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("consent_agreement_version.id"))
    first_day: Mapped[date]
    """On which its terms begin; the last day on which it can be signed."""
    requested_by: Mapped[UUID]
    optional: Mapped[bool]
    """Refusing it changes nothing else."""
    call_at: Mapped[datetime | None]
    """When work begins."""
    prices: Mapped[JsonObject]
    """Of each optional use, in minor units, as offered to this performer."""
    particulars: Mapped[JsonObject]
    """What this engagement adds to the text, by its label, such as the pay."""
    description: Mapped[str]
    """What exactly a replica will be used for; empty for other signatures."""
    sealed: Mapped[bool]
    """Who the client is was not public: it is told in confidence, before anybody signs."""
    client_named_at: Mapped[datetime | None]
    thread: Mapped[str] = mapped_column(unique=True, default_factory=fresh_id)
    """The ledger's name for this performer's work under it."""
    requested_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[AgreementState] = mapped_column(default=AgreementState.REQUESTED)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    reminded_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class Showing(Base):
    """The first time that exactly this was shown, in this language."""

    __tablename__ = "consent_agreement_showing"
    __table_args__ = (UniqueConstraint("agreement_id", "shown_hash"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("consent_agreement.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("consent_agreement_version.id"))
    locale: Mapped[str]
    text_hash: Mapped[str]
    summary_hash: Mapped[str]
    """Of the plain words beside the text."""
    offer_hash: Mapped[str]
    """Of terms, client, days, particulars and description: the same in every language."""
    shown_hash: Mapped[str]
    """Of all three together."""
    shown_at: Mapped[datetime] = mapped_column(default_factory=now)


class Refusal(Base):
    """A recorded answer. Whoever changes their mind signs, and this stays."""

    __tablename__ = "consent_agreement_refusal"
    __table_args__ = (Index("ix_consent_agreement_refusal_agreement_id", "agreement_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("consent_agreement.id"))
    refused_by: Mapped[UUID]
    refused_at: Mapped[datetime] = mapped_column(default_factory=now)


class ReplicaApproval(Base):
    """Compliance stands for a replica's description where nobody represents the performer."""

    __tablename__ = "consent_replica_approval"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("consent_agreement.id"), primary_key=True)
    offer_hash: Mapped[str] = mapped_column(primary_key=True)
    """Of what was approved: another offer needs another approval."""
    approved_by: Mapped[UUID]
    approved_at: Mapped[datetime] = mapped_column(default_factory=now)


class SignedAgreement(Base):
    """What was signed, by what it was: the text, the terms, the answers and the instants."""

    __tablename__ = "consent_signed_agreement"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("consent_agreement.id"), primary_key=True)
    performer_id: Mapped[UUID] = mapped_column(index=True)
    client_id: Mapped[UUID]
    showing_id: Mapped[UUID] = mapped_column(ForeignKey("consent_agreement_showing.id"))
    """What was on the page: text, language and summary are in it."""
    first_day: Mapped[date]
    terms: Mapped[bytes]
    """Canonical JSON: the plan as this performer answered it."""
    terms_hash: Mapped[str]
    answers: Mapped[JsonObject]
    """What was said to each optional use."""
    first_shown_at: Mapped[datetime]
    notice_s: Mapped[int]
    """How long before signing it was first shown."""
    signed_at: Mapped[datetime]
    method: Mapped[str]
    proven_at: Mapped[datetime | None]
    """When they last showed who they are, where that was asked for."""
    representation: Mapped[str | None]
    post_mortem: Mapped[str | None]
    document_hash: Mapped[str]
    event_id: Mapped[str] = mapped_column(unique=True)
    """The ledger's entry."""


class SignedPaper(Base):
    """The document and the names in it, under the person's own key: it goes with that key."""

    __tablename__ = "consent_signed_paper"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("consent_agreement.id"), primary_key=True)
    performer_id: Mapped[UUID] = mapped_column(index=True)
    names: Mapped[bytes] = mapped_column(LargeBinary)
    """Sealed JSON: what was typed as a name, who represented them, whom to ask after death."""
    document: Mapped[bytes] = mapped_column(LargeBinary)
    """The sealed PDF."""


for _table in (Showing, Refusal, ReplicaApproval, SignedAgreement):
    append_only(_table.__table__)
