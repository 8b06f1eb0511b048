"""The board: every source asked, what is due first comes first."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from consent.console.deadlines import holding, performers
from consent.console.deadlines.due import About, Deadline, Deadlines
from foundation.clock import now

SOURCES: tuple[Deadlines, ...] = (
    performers.papers,
    performers.terms,
    performers.renewals,
    performers.endings,
    performers.opened,
    performers.reviews,
    holding.recalls,
    holding.destructions,
    holding.holds,
    holding.licences,
)


def deadlines(
    session: Session, *, within: timedelta, about: About | None = None
) -> Sequence[Deadline]:
    until = now() + within
    found = [each for source in SOURCES for each in source(session, until)]
    wanted = [each for each in found if each.due_at <= until and about in (None, each.about)]
    return sorted(wanted, key=lambda each: (each.due_at, each.about, each.what))
