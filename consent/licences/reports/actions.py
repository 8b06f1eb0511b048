"""A client reports what it did in a period: in the ledger, and for performers to see."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.keeping.openings import write_opened
from consent.ledger.explaining.delivering import UseReported
from consent.ledger.explaining.typed import one_line
from consent.ledger.explaining.words import Answer, Use, said
from consent.ledger.openings.models import LedgerErasure
from consent.ledger.openings.writing import Opened
from consent.licences import policy, queries
from consent.licences.concerned import open_to
from consent.licences.errors import LicenceNotFound
from consent.licences.locking import licence_locked
from consent.licences.models import Licence
from consent.licences.reports.errors import (
    NotLicensed,
    NotTheNextPeriod,
    NotYourRecording,
    PeriodNotOver,
    TooManyRecordings,
)
from consent.licences.reports.models import UseReport, UseReportRecording
from consent.licences.reports.periods import Period
from consent.licences.reports.queries import next_period
from consent.terms.bits import mask_of
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction

MOST_RECORDINGS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    from_on: date
    uses: Sequence[Use]
    """None where nothing was used."""
    models: Sequence[str] = field(default=())
    recordings: Sequence[UUID] = field(default=())
    """None: about all that the client holds."""


def report_uses(licence_id: UUID, new: NewReport, *, actor: Actor) -> UUID:
    if len(new.recordings) > MOST_RECORDINGS:
        raise TooManyRecordings(MOST_RECORDINGS)
    with transaction() as session:
        licence = licence_locked(session, licence_id)
        if not policy.may_answer(actor, licence):
            raise LicenceNotFound(licence_id)
        actor.require_power(Power.SIGN_LICENCES)
        period = _period(session, licence, new)
        _refuse_unlicensed(session, licence, new)
        report = _keep(session, licence, period, new, actor)
        if new.uses:  # The ledger says what was used; that nothing was stands in the report.
            write_opened(session, _told(session, licence, report, new, actor))
        audit.record(session, actor, "use.reported", report.id)
        return report.id


def _period(session: Session, licence: Licence, new: NewReport) -> Period:
    period = next_period(session, licence)
    if period is None or period.from_on != new.from_on:
        raise NotTheNextPeriod(new.from_on)
    if period.to_on >= now().date():
        raise PeriodNotOver
    return period


def _refuse_unlicensed(session: Session, licence: Licence, new: NewReport) -> None:
    allowed = {
        use
        for signed in queries.signatures(session, licence.id)
        for use, answer in queries.uses_of(session, signed).items()
        if answer is not Answer.NOT_ALLOWED
    }
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
        models=list(new.models),
        about_all=not new.recordings,
        reported_by=actor.id,
    )
    session.add(report)
    session.flush()
    for recording in set(new.recordings):
        session.add(UseReportRecording(report_id=report.id, recording_id=recording))
    return report


def _told(
    session: Session, licence: Licence, report: UseReport, new: NewReport, actor: Actor
) -> list[Opened]:
    """In the licence's thread, and in that of every grant for a recording that is named."""
    shared: dict[str, Any] = {
        "at": now(),
        "client": licence.client_id,
        "licence": licence.id,
        "uses": tuple(dict.fromkeys(new.uses)),
        "from_on": report.from_on,
        "to_on": report.to_on,
        "models": tuple(dict.fromkeys(filter(None, map(one_line, new.models)))) or None,
    }
    found = [Opened(opening=UseReported(person=actor.id, **shared), **_by(licence.thread, actor))]
    for grant in _grants(session, new.recordings):
        opening = UseReported(
            person=grant.performer_id,
            recording=grant.recording_id,
            agreement=grant.agreement_id,
            **shared,
        )
        found.append(Opened(opening=opening, **_by(grant.thread, actor)))
    return found


def _by(thread: str, actor: Actor) -> dict[str, str]:
    return {"thread": thread, "actor": actor.role}


def _grants(session: Session, recordings: Sequence[UUID]) -> list[Grant]:
    """Without those that were erased: nothing is told of them, and nobody else waits for that."""
    erased = select(LedgerErasure.erased).where(LedgerErasure.erased == Grant.thread)
    found: list[Grant] = []
    for recording in sorted(set(recordings)):
        these = select(Grant).where(Grant.recording_id == recording, ~erased.exists())
        found.extend(session.scalars(these))
    return found
