"""Bundles that were asked for, and the files that were made of them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class Scope(StrEnum):
    RECORDING = "recording"
    PERSON = "person"
    CLIENT = "client"
    PERIOD = "period"


class BundleState(StrEnum):
    ASKED = "asked"
    MADE = "made"
    FAILED = "failed"
    GONE = "gone"
    """Its file was deleted; it can be asked for again."""


class Bundle(Base):
    __tablename__ = "consent_bundle"
    __table_args__ = (
        Index("ix_consent_bundle_state", "state", "asked_at"),
        CheckConstraint(
            "(scope = 'period') = (subject_id IS NULL)"
            " AND (scope = 'period') = (from_on IS NOT NULL AND to_on IS NOT NULL)",
            name="about_something",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    scope: Mapped[Scope]
    subject_id: Mapped[UUID | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    """The last day."""
    opened: Mapped[bool]
    """With what entries open to; without it the file names nobody."""
    asked_by: Mapped[UUID]
    asked_as: Mapped[str]
    """In which role: whoever is in it is shown that."""
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[BundleState] = mapped_column(default=BundleState.ASKED)
    said: Mapped[str] = mapped_column(default="")
    """Why it could not be made, or not yet."""
    threads: Mapped[int] = mapped_column(default=0)
    entries: Mapped[int] = mapped_column(default=0)
    packed: Mapped[int | None] = mapped_column(default=None)
    """Of its entries, while it is being made; none before the first were."""
    try_after: Mapped[datetime | None] = mapped_column(default=None)
    """Where it could not be made just now: not at once again."""
    size_bytes: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def storage_key(self) -> str:
        return f"evidence/{self.id}.zip"
