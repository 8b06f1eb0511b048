"""What is asked about reports of uses."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Answer, Use
from consent.licences import queries as licences
from consent.licences.models import Licence, LicenceState
from consent.licences.reports import asking
from consent.licences.reports.asking import Delivery
from consent.licences.reports.errors import ReportNotFound
from consent.licences.reports.models import (
    UseReport,
    UseReportRecording,
    UseReportSignature,
    UseReportSigner,
    UseReportTraining,
)
from consent.licences.reports.new import TRAINING
from consent.licences.reports.periods import Period, periods
from consent.terms.bits import BIT
from foundation import cursors
from foundation.clock import now
from foundation.statements import among


@dataclass(frozen=True, slots=True)
class Reported:
    """What one client said it did, as a performer is shown it. What it trained is apart: that is
    shown for each model to those who were in what it was trained on."""

    client_id: UUID
    from_on: date
    to_on: date
    uses: tuple[Use, ...]
    models: tuple[str, ...]
    about_all: bool


def reports(session: Session, licence_id: UUID) -> Sequence[UseReport]:
    of = UseReport
    wanted = select(of).where(of.licence_id == licence_id).order_by(of.from_on.desc())
    return session.scalars(wanted).all()


@dataclass(frozen=True, slots=True)
class Whole:
    """One report with all that was said and signed. Older ones are not signed."""

    report: UseReport
    recordings: int
    trained: tuple[UseReportTraining, ...]
    signature: UseReportSignature | None
    name: str | None

    @property
    def uses(self) -> tuple[Use, ...]:
        return uses_in(self.report.uses)


def whole(session: Session, licence: Licence, report_id: UUID) -> Whole:
    found = session.get(UseReport, report_id)
    if found is None or found.licence_id != licence.id:
        raise ReportNotFound
    return wholes(session, [found])[0]


def wholes(session: Session, found: Sequence[UseReport]) -> list[Whole]:
    """In the order given."""
    ids = [each.id for each in found]
    signed = _by_report(session, UseReportSignature, ids)
    names = _by_report(session, UseReportSigner, ids)
    named = UseReportRecording
    counted = session.execute(
        select(named.report_id, func.count())
        .where(among(session, named.report_id, ids))
        .group_by(named.report_id)
    )
    recordings = {row[0]: row[1] for row in counted}
    rows = trained_in(session, ids)
    return [
        Whole(
            report=each,
            recordings=recordings.get(each.id, 0),
            trained=tuple(row for row in rows if row.report_id == each.id),
            signature=signed.get(each.id),
            name=names[each.id].name if each.id in names else None,
        )
        for each in found
    ]


def _by_report(session: Session, of: Any, ids: Collection[UUID]) -> dict[UUID, Any]:
    rows = session.scalars(select(of).where(among(session, of.report_id, ids)))
    return {each.report_id: each for each in rows}


def trained_in(session: Session, reports: Collection[UUID]) -> Sequence[UseReportTraining]:
    of = UseReportTraining
    wanted = select(of).where(among(session, of.report_id, reports))
    return session.scalars(wanted.order_by(of.model, of.cut_off, of.id)).all()


def page(
    session: Session, licence_id: UUID, *, after: str | None, limit: int
) -> cursors.Page[Whole]:
    """Newest first."""
    of = UseReport
    rows = select(of.reported_at, of.id).where(of.licence_id == licence_id)
    found = cursors.page_of(session, rows, of.reported_at, of.id, after=after, limit=limit)
    loaded = cursors.loaded(session, of, found)
    return cursors.Page(wholes(session, loaded.items), loaded.next)


def to_train_on(session: Session, licence: Licence) -> list[Delivery]:
    """What was handed over for some kind of training, newest first."""
    known = asking.deliveries(session, licence.client_id)
    return [each for each in known if each.uses & TRAINING]


def to_report(session: Session, licence: Licence, period: Period) -> tuple[Use, ...]:
    """All that was licensed by the period's last day, also where it is signed otherwise since: what
    was done under the terms of that time is reported, and what an earlier report left out."""
    allowed = {
        use
        for signed in licences.signatures(session, licence.id)
        if signed.starts_on <= period.to_on
        for use, answer in licences.uses_of(session, signed).items()
        if answer is not Answer.NOT_ALLOWED
    }
    return tuple(use for use in Use if use in allowed)


def next_period(session: Session, licence: Licence) -> Period | None:
    """The first that was not reported, running or over; None once all were."""
    return next(iter(unreported(session, licence)), None)


def unreported(session: Session, licence: Licence) -> list[Period]:
    """Those that have begun by today, in their order. Counted from the licence's first day, also
    after a report: a month's end would make the days creep. What was reported is cut off."""
    terms = licences.signed_terms(session, licence)
    if terms is None:
        return []
    begins = first = licences.signatures(session, licence.id)[0].starts_on
    said = reports(session, licence.id)
    if said:
        begins = said[0].to_on + timedelta(days=1)
    last = _last_day(session, licence)
    every = periods(first, terms.duties.report_every_months, last)
    found = (Period(max(each.from_on, begins), each.to_on) for each in every)
    return [each for each in found if begins <= each.to_on and each.from_on <= now().date()]


def reported_about(
    session: Session, holders: Mapping[UUID, Mapping[UUID, date]]
) -> dict[UUID, list[Reported]]:
    """By recording, with the clients that hold it and since when: what they said about it, newest
    first."""
    return {
        recording: _about(session, recording, clients) for recording, clients in holders.items()
    }


def uses_in(mask: int) -> tuple[Use, ...]:
    return tuple(use for use, bit in BIT.items() if mask & bit)


def _about(session: Session, recording: UUID, held: Mapping[UUID, date]) -> list[Reported]:
    of = UseReport
    naming = select(UseReportRecording.report_id).where(
        UseReportRecording.recording_id == recording
    )
    # What somebody did before they held it was done with other recordings.
    theirs = [of.about_all & (of.client_id == each) & (of.to_on >= on) for each, on in held.items()]
    meant = or_(of.id.in_(naming), *theirs)
    rows = session.scalars(select(of).where(meant).order_by(of.to_on.desc(), of.id)).all()
    apart: dict[UUID, int] = {}
    for each in trained_in(session, [row.id for row in rows]):
        apart[each.report_id] = apart.get(each.report_id, 0) | each.uses
    return [said for row in rows if (said := _reported(row, apart.get(row.id, 0))) is not None]


def _reported(row: UseReport, apart: int) -> Reported | None:
    """Without the kinds of training of which the report says on what models were trained: whoever
    was in that has a receipt, and nobody else was trained on. None where nothing is left."""
    uses = row.uses & ~apart
    if apart and not uses:
        return None
    return Reported(
        row.client_id, row.from_on, row.to_on, uses_in(uses), tuple(row.models), row.about_all
    )


def _last_day(session: Session, licence: Licence) -> date:
    last = licences.last_days(session, [licence.id])[licence.id]
    if licence.state is LicenceState.TERMINATED and licence.ended_at is not None:
        return min(last, licence.ended_at.date())
    return last
