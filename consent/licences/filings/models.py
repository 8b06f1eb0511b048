"""Filings with their versions, which are never changed, and who processes data for us."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class FilingKind(StrEnum):
    IMPACT_ASSESSMENT = "impact_assessment"
    TRANSFER = "transfer"
    OTHER = "other"


class Filing(Base):
    """One client's, or the platform's own where it names none."""

    __tablename__ = "consent_filing"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    kind: Mapped[FilingKind]
    title: Mapped[str]
    client_id: Mapped[UUID | None] = mapped_column(index=True)
    made_at: Mapped[datetime] = mapped_column(default_factory=now)


class FilingVersion(Base):
    """As text, or as a file in storage; the hash is of the very bytes."""

    __tablename__ = "consent_filing_version"

    filing_id: Mapped[UUID] = mapped_column(ForeignKey("consent_filing.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str]
    size_bytes: Mapped[int]
    text: Mapped[str | None]
    storage_key: Mapped[str | None] = mapped_column(unique=True)
    filename: Mapped[str]
    media_type: Mapped[str]
    kept_by: Mapped[UUID]
    kept_at: Mapped[datetime] = mapped_column(default_factory=now)


class SubProcessor(Base):
    """An organisation that processes data for the platform, and where."""

    __tablename__ = "consent_sub_processor"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    name: Mapped[str]
    purpose: Mapped[str]
    region: Mapped[str]
    since_on: Mapped[date]
    kept_by: Mapped[UUID]
    until_on: Mapped[date | None] = mapped_column(default=None)
    """The last day, once it is known."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


for _table in (Filing, FilingVersion):
    append_only(_table.__table__)
