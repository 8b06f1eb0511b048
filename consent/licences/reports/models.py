"""Reports of uses: never changed. A mistake is mended in the next one."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class UseReport(Base):
    """One period of one licence."""

    __tablename__ = "consent_use_report"
    __table_args__ = (UniqueConstraint("licence_id", "from_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    licence_id: Mapped[UUID] = mapped_column(ForeignKey("consent_licence.id"))
    client_id: Mapped[UUID] = mapped_column(index=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    due_on: Mapped[date]
    uses: Mapped[int]
    """A bit for each use; 0 where nothing was used."""
    models: Mapped[list[str]] = mapped_column(JSON)
    about_all: Mapped[bool]
    """About whatever the client holds; otherwise about the recordings that are named."""
    reported_by: Mapped[UUID]
    reported_at: Mapped[datetime] = mapped_column(default_factory=now)


class UseReportRecording(Base):
    __tablename__ = "consent_use_report_recording"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("consent_use_report.id"), primary_key=True)
    recording_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)


for _table in (UseReport, UseReportRecording):
    append_only(_table.__table__)
