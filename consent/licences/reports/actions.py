"""A client reports what it did in a period: signed, in the ledger, and for performers to see."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from consent.keeping.openings import write_opened
from consent.ledger.explaining.typed import one_line
from consent.ledger.explaining.words import said
from consent.licences import policy
from consent.licences.concerned import open_to
from consent.licences.errors import LicenceNotFound, NameMissing
from consent.licences.locking import licence_locked
from consent.licences.models import Licence
from consent.licences.reports.documents import Document, document
from consent.licences.reports.errors import (
    NotLicensed,
    NotTheNextPeriod,
    NotYourRecording,
    PeriodNotOver,
    TooManyRecordings,
)
from consent.licences.reports.models import (
    UseReport,
    UseReportRecording,
    UseReportSignature,
    UseReportSigner,
)
from consent.licences.reports.new import MOST_RECORDINGS, TYPED_NAME, NewReport
from consent.licences.reports.periods import Period
from consent.licences.reports.queries import next_period, to_report
from consent.licences.reports.telling import told
from consent.licences.reports.training import is_name, row_of, trained
from consent.terms.bits import mask_of
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction


def report_uses(
    licence_id: UUID, new: NewReport, typed_name: str, *, method: str = TYPED_NAME, actor: Actor
) -> UUID:
    """Binds the client to what is reported. Gives the report's id."""
    if len(new.recordings) > MOST_RECORDINGS:
        raise TooManyRecordings(MOST_RECORDINGS)
    with transaction() as session:
        licence = licence_locked(session, licence_id)
        if not policy.may_answer(actor, licence):
            raise LicenceNotFound(licence_id)
        actor.require_power(Power.SIGN_LICENCES)
        if not is_name(typed_name):
            raise NameMissing
        # What is signed is what the ledger says and performers read.
        new = replace(new, models=tuple(filter(is_name, map(one_line, new.models))))
        period = _period(session, licence, new)
        _refuse_unlicensed(session, licence, period, new)
        found = trained(session, licence, period, new)
        report = _keep(session, licence, period, new, actor)
        rows = [row_of(report, new, *each) for each in found]
        session.add_all(rows)
        signed = document(report, new, rows, method=method, actor=actor)
        _sign(session, signed, typed_name, actor)
        if new.uses:  # The ledger says what was used; that nothing was stands in the report.
            write_opened(session, told(session, licence, signed, actor))
        audit.record(session, actor, "use.reported", report.id, document=signed.hash)
        return report.id


def _period(session: Session, licence: Licence, new: NewReport) -> Period:
    period = next_period(session, licence)
    if period is None or period.from_on != new.from_on:
        raise NotTheNextPeriod(new.from_on)
    if period.to_on >= now().date():
        raise PeriodNotOver
    return period


def _refuse_unlicensed(session: Session, licence: Licence, period: Period, new: NewReport) -> None:
    allowed = to_report(session, licence, period)
    for use in new.uses:
        if use not in allowed:
            raise NotLicensed(said(use))
    known = open_to(session, new.recordings, licence.client_id)
    for recording in new.recordings:
        if recording not in known:
            raise NotYourRecording(str(recording))


def _keep(
    session: Session, licence: Licence, period: Period, new: NewReport, actor: Actor
) -> UseReport:
    report = UseReport(
        licence_id=licence.id,
        client_id=licence.client_id,
        from_on=period.from_on,
        to_on=period.to_on,
        due_on=period.due_on,
        uses=mask_of(new.uses),
        models=list(dict.fromkeys(new.models)),
        about_all=not new.recordings,
        reported_by=actor.id,
    )
    session.add(report)
    session.flush()
    for recording in set(new.recordings):
        session.add(UseReportRecording(report_id=report.id, recording_id=recording))
    return report


def _sign(session: Session, signed: Document, name: str, actor: Actor) -> None:
    report = signed.report
    session.add(
        UseReportSignature(
            report_id=report.id,
            signed_by=actor.id,
            signed_as=actor.role,
            method=signed.method,
            document=signed.canonical,
            document_hash=signed.hash,
            signed_at=report.reported_at,
        )
    )
    session.flush()
    session.add(UseReportSigner(report_id=report.id, name=name.strip()))
