"""Whether somebody may be booked at all: what must be there before the first hour."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.bookings.errors import NotReady
from marketplace.bookings.news import name_of
from marketplace.casting.models import Engagement

Missing = Callable[[Session, UUID], list[str]]


def missing(session: Session, engagement: Engagement) -> list[str]:
    """Sentences; none where nothing is."""
    return [sentence for check in CHECKS for sentence in check(session, engagement.performer_id)]


def refuse_unready(session: Session, engagement: Engagement) -> None:
    """Raises NotReady."""
    found = missing(session, engagement)
    if found:
        raise NotReady(name_of(session, engagement.performer_id), found[0])


CHECKS: tuple[Missing, ...] = ()
