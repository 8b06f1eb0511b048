"""What a performer's recordings trained, as clients reported it under signature: receipts.

A client says of each model on which delivery it was trained. Whether a recording was in that
delivery is asked of the gate, which wrote it down when the delivery left.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.holders.models import Holder
from consent.ledger.entries import EntryType
from consent.ledger.explaining.words import Use, said
from consent.ledger.openings.lines import Line
from consent.licences.reports.models import UseReport, UseReportTraining
from consent.licences.reports.queries import Reported, reported_about, uses_in
from foundation import hooks
from foundation.statements import among

Spelled = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Trained:
    """One model that was trained on a delivery with this recording in it."""

    model: str
    client_id: UUID
    who: str
    """Who trained it: the client, or somebody it supplies."""
    delivery: UUID
    reference: str
    dataset: str
    version: int
    cut_off: date
    uses: tuple[Use, ...]
    from_on: date
    to_on: date
    licence_id: UUID
    reported_at: datetime

    @property
    def spelled(self) -> Spelled:
        """As the ledger spells what makes one entry of it."""
        licence, delivery = str(self.licence_id), str(self.delivery)
        return (licence, self.from_on.isoformat(), delivery, self.cut_off.isoformat())


@dataclass(frozen=True, slots=True)
class Said:
    """What one client reported of a period, but for what it trained."""

    client: str
    reported: Reported

    @property
    def uses(self) -> str:
        return ", ".join(said(use) for use in self.reported.uses).capitalize() or "Nothing"


def trained_by(session: Session, recordings: Collection[UUID]) -> dict[UUID, list[Trained]]:
    """By recording, newest first."""
    training, report = UseReportTraining, UseReport
    rows = session.execute(
        select(Holder.recording_id, training, report)
        .join(training, training.delivery_id == Holder.delivery_id)
        .join(report, report.id == training.report_id)
        .where(among(session, Holder.recording_id, recordings))
        .where(Holder.client_id == report.client_id)
        .order_by(report.to_on.desc(), training.model, training.cut_off.desc(), training.id)
    ).all()
    names = hooks.names(session, {row.recipient_id or of.client_id for _, row, of in rows})
    found: dict[UUID, list[Trained]] = {}
    for recording, row, of in rows:
        found.setdefault(recording, []).append(_trained(row, of, names))
    return found


def _trained(row: UseReportTraining, of: UseReport, names: Mapping[UUID, str]) -> Trained:
    return Trained(
        model=row.model,
        client_id=of.client_id,
        who=names.get(row.recipient_id or of.client_id, "A client"),
        delivery=row.delivery_id,
        reference=row.reference,
        dataset=row.dataset_name,
        version=row.dataset_version,
        cut_off=row.cut_off,
        uses=uses_in(row.uses),
        from_on=of.from_on,
        to_on=of.to_on,
        licence_id=of.licence_id,
        reported_at=of.reported_at,
    )


def reported_of(session: Session, recording_id: UUID, holders: Iterable[Holder]) -> list[Said]:
    """What clients reported of it otherwise, newest first: also by reports from before any model
    had to be named with what it was trained on."""
    since: dict[UUID, date] = {}
    for each in holders:
        on = each.since.date()
        since[each.client_id] = min(on, since.get(each.client_id, on))
    found = reported_about(session, {recording_id: since})[recording_id]
    names = hooks.names(session, {each.client_id for each in found})
    return [Said(names.get(each.client_id, "A client"), each) for each in found]


def proofs(lines: Iterable[Line]) -> dict[Spelled, Line]:
    """The ledger's own line about each, of one's own consent."""
    found: dict[Spelled, Line] = {}
    for line in lines:
        content = line.payload
        if line.entry.event.type is EntryType.USE_REPORTED and content and "delivery" in content:
            said = (content[name] for name in ("licence", "from_on", "delivery", "cut_off"))
            licence, from_on, delivery, cut_off = said
            found[licence, from_on, delivery, cut_off] = line
    return found
