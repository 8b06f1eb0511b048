"""The board: every source asked, what is due first comes first."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from consent.console.deadlines import clients, deciding, holding, performers, signing
from consent.console.deadlines.due import About, Deadline, Deadlines
from foundation.clock import now

SOURCES: tuple[Deadlines, ...] = (
    signing.papers,
    signing.replicas,
    performers.terms,
    performers.renewals,
    performers.endings,
    performers.opened,
    deciding.invalidations,
    deciding.versions,
    deciding.places,
    clients.licences,
    clients.use_reports,
    clients.breaches,
    clients.documents,
    clients.sub_processors,
    holding.recalls,
    holding.destructions,
    holding.holds,
)


def deadlines(
    session: Session, *, within: timedelta, about: About | None = None
) -> Sequence[Deadline]:
    until = now() + within
    found = [each for source in SOURCES for each in source(session, until)]
    wanted = [each for each in found if each.due_at <= until and about in (None, each.about)]
    return sorted(wanted, key=lambda each: (each.due_at, each.about, each.what))
