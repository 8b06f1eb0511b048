"""Under which public name the state of a recording's licence is found."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.ids import new_id
from foundation.tables import Base


class StatusLink(Base):
    """Random, so that it tells nothing and leads to nothing else; it stands in files that are out,
    so it never changes."""

    __tablename__ = "consent_status_link"

    recording_id: Mapped[UUID] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default_factory=new_id)


append_only(StatusLink.__table__)
