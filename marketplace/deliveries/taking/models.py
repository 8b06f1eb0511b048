"""Who fetched which file of a delivery, and when. Never changed: performers are shown it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.audit import Door
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class Taking(Base):
    """A link to one file was given out, or the list of them all. How often it was then used within
    its minute nobody counts."""

    __tablename__ = "marketplace_delivery_taking"
    __table_args__ = (
        Index("ix_marketplace_delivery_taking_delivery_id", "delivery_id", "at"),
        Index("ix_marketplace_delivery_taking_taken_by", "taken_by"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_delivery.id"))
    file_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("marketplace_delivery_file.id"), index=True
    )
    """None: its manifest, which is a list and holds no recording."""
    taken_by: Mapped[UUID]
    acted_as: Mapped[str]
    on_behalf_of: Mapped[UUID]
    door: Mapped[Door]
    through: Mapped[UUID]
    """The API token, or the sign-in of a browser."""
    at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(Taking.__table__)
