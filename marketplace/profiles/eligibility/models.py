"""What compliance found out about engaging people across places, each time. The newest holds."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base
from marketplace.profiles.words import Engagement


class EngagementRule(Base):
    """About two places, each a country or a part of one; an empty one is every place."""

    __tablename__ = "marketplace_engagement_rule"
    __table_args__ = (
        Index("ix_marketplace_engagement_rule_lives_in_client_in", "lives_in", "client_in"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    lives_in: Mapped[str]
    client_in: Mapped[str]
    engagement: Mapped[Engagement]
    asks: Mapped[str]
    """What the place asks for, in a sentence."""
    source: Mapped[str]
    known_on: Mapped[date]
    """The day of which the facts are."""
    set_by: Mapped[UUID]
    set_at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(EngagementRule.__table__)
