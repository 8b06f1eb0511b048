"""What happens to licences by themselves: their last day passes, and owners hear of it before."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.licences import ending, news
from consent.licences.models import Licence, LicenceState, LicenceTold
from consent.licences.queries import last_days
from consent.licences.reports.queries import unreported
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from foundation.statements import insert_unless_there

WARNED_DAYS = (90, 30)
"""How long before the last day owners are told, each once."""
_OWE_REPORTS = (LicenceState.SIGNED, LicenceState.EXPIRED, LicenceState.TERMINATED)
"""Of a licence that is over the last period is owed all the same."""
_AT_ONCE = 500


def expire(lease: Lease) -> str:
    """Nothing was handed over after the last day anyway; this says so and frees the client."""
    with transaction() as session:
        lease.confirm(session)
        today = now().date()
        signed = _in(session, (LicenceState.SIGNED,))
        over = [each for each in signed if _last(session, each) < today]
        for licence in over[:_AT_ONCE]:
            ending.expire(session, licence, SYSTEM)
    return f"{len(over[:_AT_ONCE])} expired"


def remind(lease: Lease) -> str:
    """Owners hear of an end that comes, and of a report that is due, once each."""
    told = 0
    with transaction() as session:
        lease.confirm(session)
        for licence in _in(session, _OWE_REPORTS):
            if licence.state is LicenceState.SIGNED:
                told += _ending(session, licence)
            told += _reports(session, licence)
    return f"{told} told"


def _in(session: Session, states: Collection[LicenceState]) -> list[Licence]:
    wanted = select(Licence).where(Licence.state.in_(states)).order_by(Licence.id)
    return list(session.scalars(wanted.with_for_update()))


def _last(session: Session, licence: Licence) -> date:
    return last_days(session, [licence.id])[licence.id]


def _ending(session: Session, licence: Licence) -> int:
    """Who was offered it late hears the nearest of the warnings, not all of them."""
    last = _last(session, licence)
    left = (last - now().date()).days
    due = [days for days in WARNED_DAYS if 0 <= left <= days]
    if not due or not _first(session, licence, f"ends {last} {min(due)}"):
        return 0
    news.tell_owners(session, licence, "licence.ending", ends_on=last, days=left)
    return 1


def _reports(session: Session, licence: Licence) -> int:
    today, told = now().date(), 0
    for period in unreported(session, licence):
        late = today > period.due_on
        about = f"report {period.from_on}{' late' if late else ''}"
        if period.to_on >= today or not _first(session, licence, about):
            continue
        news.tell_owners(
            session,
            licence,
            "licence.report_late" if late else "licence.report_due",
            from_on=period.from_on,
            to_on=period.to_on,
            due_on=period.due_on,
        )
        told += 1
    return told


def _first(session: Session, licence: Licence, about: str) -> bool:
    # An append-only row refuses even to be met again on SQLite, so it is looked for first.
    if session.get(LicenceTold, (licence.id, about)) is not None:
        return False
    return insert_unless_there(
        session, LicenceTold, licence_id=licence.id, about=about, told_at=now()
    )


JOBS = (
    Job("licences.expire", expire, timedelta(hours=1)),
    Job("licences.remind", remind, timedelta(hours=1)),
)
