"""What a profile is found by, where its performer lets it be found."""

from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from foundation.tables import Base


class ProfileListing(Base):
    """Stays while the profile is hidden, without a term; goes with the profile."""

    __tablename__ = "marketplace_profile_listing"

    place: Mapped[int] = mapped_column(primary_key=True, init=False)
    """Newest first is highest first."""
    performer_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), unique=True)
    terms: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))
    """Folded words and filters with spaces between them. Empty while nobody may find it."""
