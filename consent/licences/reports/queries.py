"""What is asked about reports of uses."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Use
from consent.licences import queries as licences
from consent.licences.models import Licence, LicenceState
from consent.licences.reports.models import UseReport, UseReportRecording
from consent.licences.reports.periods import Period, periods
from consent.terms.bits import BIT
from foundation.clock import now


@dataclass(frozen=True, slots=True)
class Reported:
    """What one client said it did, as a performer is shown it."""

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


def next_period(session: Session, licence: Licence) -> Period | None:
    """The first that was not reported, running or over; None once all were."""
    return next(iter(unreported(session, licence)), None)


def unreported(session: Session, licence: Licence) -> list[Period]:
    """Those that have begun by today, in their order."""
    terms = licences.signed_terms(session, licence)
    if terms is None:
        return []
    first = licences.signatures(session, licence.id)[0].starts_on
    said = reports(session, licence.id)
    if said:
        first = said[0].to_on + timedelta(days=1)
    last = _last_day(session, licence)
    found = periods(first, terms.duties.report_every_months, last)
    return [each for each in found if each.from_on <= now().date()]


def reported_about(
    session: Session, holders: Mapping[UUID, Collection[UUID]]
) -> dict[UUID, list[Reported]]:
    """By recording, with the clients that hold it: what they said about it, newest first."""
    return {
        recording: _about(session, recording, clients) for recording, clients in holders.items()
    }


def uses_in(mask: int) -> tuple[Use, ...]:
    return tuple(use for use, bit in BIT.items() if mask & bit)


def _about(session: Session, recording: UUID, clients: Collection[UUID]) -> list[Reported]:
    of = UseReport
    naming = select(UseReportRecording.report_id).where(
        UseReportRecording.recording_id == recording
    )
    meant = or_(of.id.in_(naming), of.about_all & of.client_id.in_(clients))
    rows = session.scalars(select(of).where(meant).order_by(of.to_on.desc(), of.id))
    return [
        Reported(
            row.client_id,
            row.from_on,
            row.to_on,
            uses_in(row.uses),
            tuple(row.models),
            row.about_all,
        )
        for row in rows
    ]


def _last_day(session: Session, licence: Licence) -> date:
    last = licences.last_days(session, [licence.id])[licence.id]
    if licence.state is LicenceState.TERMINATED and licence.ended_at is not None:
        return min(last, licence.ended_at.date())
    return last
