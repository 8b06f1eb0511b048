"""Applications, offers with their frozen terms, and the engagements that accepted ones become."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class ApplicationState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    SHORTLISTED = "shortlisted"
    OFFERED = "offered"
    ENGAGED = "engaged"
    DECLINED = "declined"
    KEPT = "kept"
    """Not this time, and asked first for the next."""
    LAPSED = "lapsed"
    """The performer let the offer run out."""


class Application(Base):
    """One performer asks for one part of one gig."""

    __tablename__ = "marketplace_application"
    __table_args__ = (
        UniqueConstraint("gig_id", "part_key", "performer_id"),
        Index("ix_marketplace_application_performer_id", "performer_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"))
    part_key: Mapped[str]
    performer_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_request_version.id"))
    """What they read when they asked."""
    note: Mapped[str] = mapped_column(default="")
    tape_id: Mapped[UUID | None] = mapped_column(default=None)
    """Their self-tape: never a recording, no grant can exist for it."""
    slots: Mapped[JsonObject] = mapped_column(default_factory=dict)
    """When they could play."""
    invited_by: Mapped[UUID | None] = mapped_column(default=None)
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    answer_due_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """By when whoever has it owes an answer."""
    audition_minor: Mapped[int | None] = mapped_column(BigInteger, default=None)
    """What was promised for the self-tape, where the posting prices it."""
    reminded_at: Mapped[datetime | None] = mapped_column(default=None)
    late_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the missed answer was told to those who see to it."""
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.DRAFT)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class OfferState(StrEnum):
    OPEN = "open"
    COUNTERED = "countered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    FILLED = "filled"
    """Somebody else took the part's last seat."""


class DeclineReason(StrEnum):
    PAY = "pay"
    TIME = "time"
    CONTENT = "content"
    USES = "uses"
    CLIENT = "client"
    OTHER_WORK = "other_work"
    NOT_SAID = "not_said"


class Offer(Base):
    """Terms proposed to one performer. They never change; another proposal is another offer."""

    __tablename__ = "marketplace_offer"
    __table_args__ = (
        Index("ix_marketplace_offer_application_id", "application_id"),
        Index("ix_marketplace_offer_performer_id", "performer_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_application.id"))
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"), index=True)
    part_key: Mapped[str]
    performer_id: Mapped[UUID]
    client_id: Mapped[UUID]
    terms: Mapped[bytes] = mapped_column(LargeBinary)
    """Canonical JSON of the content of the request's version, with the pay as offered to them."""
    terms_hash: Mapped[str]
    brief_version_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_request_version.id"))
    engagement_id: Mapped[UUID] = mapped_column(unique=True)
    """Of the engagement that accepting makes: the papers to sign already name it."""
    offered_by: Mapped[UUID]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    counters: Mapped[UUID | None] = mapped_column(default=None)
    """The offer that this one answers."""
    reason: Mapped[str | None] = mapped_column(default=None)
    """Why it was declined, as a word of `DeclineReason`."""
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[OfferState] = mapped_column(default=OfferState.OPEN)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class EngagementState(StrEnum):
    ENGAGED = "engaged"
    ENDED = "ended"
    CANCELLED = "cancelled"


class Engagement(Base):
    """Terms accepted and frozen: what every hour and take of this performer is priced by."""

    __tablename__ = "marketplace_engagement"
    __table_args__ = (Index("ix_marketplace_engagement_performer_id", "performer_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"), index=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_scene_request.id"))
    part_key: Mapped[str]
    performer_id: Mapped[UUID]
    client_id: Mapped[UUID]
    terms: Mapped[bytes] = mapped_column(LargeBinary)
    terms_hash: Mapped[str]
    brief_version_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_request_version.id"))
    accepted_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[EngagementState] = mapped_column(default=EngagementState.ENGAGED)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class Seat(Base):
    """One of a part's places. Its key is what sixteen acceptances at once queue for."""

    __tablename__ = "marketplace_seat"

    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"), primary_key=True)
    part_key: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    engagement_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_engagement.id"), unique=True
    )


class CastingStep(Base):
    """What happened to an application or offer, when and by whom: what each side is shown."""

    __tablename__ = "marketplace_casting_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    application_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_application.id"), index=True
    )
    state: Mapped[str]
    by: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(CastingStep.__table__)
