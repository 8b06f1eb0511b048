"""Of which takes a second, blind opinion is wanted, and how large a share that is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.tables import Base


class SecondOpinionShare(Base):
    """Of the takes of one request, where its client chose another than the usual."""

    __tablename__ = "marketplace_second_opinion_share"

    request_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_scene_request.id"), primary_key=True
    )
    hundredths: Mapped[int]
    set_by: Mapped[UUID]
    set_at: Mapped[datetime] = mapped_column(default_factory=now)


class SecondOpinion(Base):
    """One that is wanted, and the review that it became. It decides nothing and costs nobody."""

    __tablename__ = "marketplace_second_opinion"
    __table_args__ = (Index("ix_marketplace_second_opinion_wanted_until", "wanted_until"),)

    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), primary_key=True)
    first_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take_review.id"))
    wanted_until: Mapped[datetime]
    """Then nobody is asked any more: what was rejected is destroyed some day."""
    second_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("marketplace_take_review.id"), default=None
    )
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}
