"""A scene request, what is being written of it, its versions and what was said to each."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.numbering import YearCounter
from foundation.tables import Base, JsonObject
from marketplace.requests.content import SceneContent


class RequestKind(StrEnum):
    SCENES = "scenes"
    CAMPAIGN = "campaign"


class RequestState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    """Compliance looks at exactly this version."""
    RETURNED = "returned"
    APPROVED = "approved"
    """May be open or not: that is the gig's."""
    WITHDRAWN = "withdrawn"


class RequestCounter(YearCounter):
    __tablename__ = "marketplace_request_counter"


class SceneRequest(Base):
    __tablename__ = "marketplace_scene_request"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    number: Mapped[str] = mapped_column(unique=True)
    """What people quote: SR-2026-00042."""
    client_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_client.id"), index=True)
    kind: Mapped[RequestKind]
    made_by: Mapped[UUID]
    copied_from: Mapped[UUID | None] = mapped_column(
        ForeignKey("marketplace_scene_request.id"), default=None
    )
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[RequestState] = mapped_column(default=RequestState.DRAFT, index=True)
    approved_version_id: Mapped[UUID | None] = mapped_column(default=None)
    """The newest that was approved: what is posted."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class RequestDraft(Base):
    """What is being written, as it was typed: kept whether or not it could be submitted."""

    __tablename__ = "marketplace_request_draft"

    request_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_scene_request.id"), primary_key=True
    )
    typed: Mapped[JsonObject]
    saved_by: Mapped[UUID]
    saved_at: Mapped[datetime] = mapped_column(default_factory=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class RequestVersion(Base):
    """What was submitted, hashed and dated. A take is never older than its brief."""

    __tablename__ = "marketplace_request_version"
    __table_args__ = (UniqueConstraint("request_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_scene_request.id"))
    number: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """Canonical JSON."""
    hash: Mapped[str]
    submitted_by: Mapped[UUID]
    dated_at: Mapped[datetime] = mapped_column(default_factory=now)

    def scene(self) -> SceneContent:
        return SceneContent.read(self.content)


class Verdict(StrEnum):
    APPROVED = "approved"
    RETURNED = "returned"


class RequestReview(Base):
    """What compliance said to one version: approved, or what to change at which field."""

    __tablename__ = "marketplace_request_review"

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_request_version.id"), primary_key=True
    )
    verdict: Mapped[Verdict]
    notes: Mapped[JsonObject]
    """By the field's path."""
    reviewed_by: Mapped[UUID]
    reviewed_at: Mapped[datetime] = mapped_column(default_factory=now)


for _table in (RequestVersion, RequestReview):
    append_only(_table.__table__)
