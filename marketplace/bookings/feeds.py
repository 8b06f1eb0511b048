"""A secret address of one's bookings for calendar programs, which cannot sign in."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.statements import changed
from marketplace.accounts.models import Account
from marketplace.bookings import queries
from marketplace.bookings.calendars import calendar
from marketplace.bookings.errors import NoLinkOfYours
from marketplace.bookings.events import events_of, host_of
from marketplace.bookings.models import CalendarLink

KEPT_FOR = timedelta(days=60)
"""How far back a calendar shows what is over."""


def make_link(*, actor: Actor) -> str:
    """Gives the secret, which is shown once and kept nowhere. An earlier address ends."""
    secret = secrets.token_urlsafe(32)
    with transaction() as session:
        _end(session, actor)
        link = CalendarLink(account_id=actor.id, token_hash=_hash(secret))
        session.add(link)
        session.flush()
        audit.record(session, actor, "calendar_link.made", link.id)
    return secret


def end_link(*, actor: Actor) -> None:
    """At once; twice is harmless."""
    with transaction() as session:
        if _end(session, actor):
            audit.record(session, actor, "calendar_link.ended", actor.id)


def link_of(session: Session, person_id: UUID) -> CalendarLink | None:
    wanted = select(CalendarLink).where(
        CalendarLink.account_id == person_id, CalendarLink.ended_at.is_(None)
    )
    return session.scalars(wanted).first()


def read_feed(session: Session, secret: str, site: str) -> str:
    """Raises NoLinkOfYours: also for who has left."""
    person_id = session.scalar(
        select(CalendarLink.account_id)
        .join(Account, Account.id == CalendarLink.account_id)
        .where(
            CalendarLink.token_hash == _hash(secret),
            CalendarLink.ended_at.is_(None),
            Account.closed_at.is_(None),
        )
    )
    if person_id is None:
        raise NoLinkOfYours
    bookings = queries.of_person(session, person_id, now() - KEPT_FOR)
    return calendar(events_of(session, bookings, site), host=host_of(site))


def _end(session: Session, actor: Actor) -> int:
    theirs = update(CalendarLink).where(
        CalendarLink.account_id == actor.id, CalendarLink.ended_at.is_(None)
    )
    return changed(session, theirs.values(ended_at=now()))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
