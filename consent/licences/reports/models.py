"""Reports of uses, as they were signed: never changed. A mistake is mended in the next one."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
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
    """Those that were used in another way than by training them; these are beside it."""
    about_all: Mapped[bool]
    """About whatever the client holds; otherwise about the recordings that are named."""
    reported_by: Mapped[UUID]
    reported_at: Mapped[datetime] = mapped_column(default_factory=now)


class UseReportRecording(Base):
    __tablename__ = "consent_use_report_recording"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("consent_use_report.id"), primary_key=True)
    recording_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)


class UseReportTraining(Base):
    """That a model was trained on one delivery, up to a day.

    What the delivery was made of is kept as it was then. Which recordings were in it is asked of
    what was handed over: a report cannot say that.
    """

    __tablename__ = "consent_use_report_training"
    __table_args__ = (UniqueConstraint("report_id", "model", "delivery_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("consent_use_report.id"))
    model: Mapped[str]
    delivery_id: Mapped[UUID] = mapped_column(index=True)
    reference: Mapped[str]
    """Of the delivery, that people quote."""
    recipient_id: Mapped[UUID | None]
    """Who trained it, where that was not the client itself."""
    uses: Mapped[int]
    """A bit for each kind of training that was reported and that the delivery was for."""
    dataset_id: Mapped[UUID]
    dataset_name: Mapped[str]
    dataset_version: Mapped[int]
    choice_hash: Mapped[str]
    cut_off: Mapped[date]
    """The last day from which data went in."""


class UseReportSignature(Base):
    """What was signed, whole, by whom and with which right. The name that was typed is beside it.
    A report from before reports were signed has none."""

    __tablename__ = "consent_use_report_signature"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("consent_use_report.id"), primary_key=True)
    signed_by: Mapped[UUID] = mapped_column(index=True)
    signed_as: Mapped[str]
    """The role in which they bind the client."""
    method: Mapped[str]
    """How it was signed, such as `typed_name`."""
    document: Mapped[bytes] = mapped_column(LargeBinary)
    """Canonical JSON of all that was reported."""
    document_hash: Mapped[str]
    signed_at: Mapped[datetime]


class UseReportSigner(Base):
    """The name as it was typed. Goes when the person's account goes and the licence is over."""

    __tablename__ = "consent_use_report_signer"

    report_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_use_report_signature.report_id"), primary_key=True
    )
    name: Mapped[str]


for _table in (UseReport, UseReportRecording, UseReportTraining, UseReportSignature):
    append_only(_table.__table__)
