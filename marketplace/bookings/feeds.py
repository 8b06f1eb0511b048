"""A secret address of one's bookings for calendar programs, which cannot sign in."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.statements import changed
from marketplace.accounts.holding import is_held, is_open
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import CLIENT_SIDE
from marketplace.bookings import policy, queries
from marketplace.bookings.calendars import calendar
from marketplace.bookings.errors import NoLinkOfYours
from marketplace.bookings.events import events_of, host_of
from marketplace.bookings.models import Booking, CalendarLink

KEPT_FOR = timedelta(days=60)
"""How far back a calendar shows what is over."""


def make_link(*, actor: Actor) -> str:
    """Gives the secret, which is shown once and kept nowhere. An earlier address ends."""
    actor.require(policy.may_keep_calendar(actor))
    secret = secrets.token_urlsafe(32)
    with transaction() as session:
        _end(session, actor)
        link = CalendarLink(
            account_id=actor.id, token_hash=_hash(secret), client_id=_client_of(actor)
        )
        session.add(link)
        session.flush()
        audit.record(session, actor, "calendar_link.made", link.id)
    return secret


def end_link(*, actor: Actor) -> None:
    """At once; twice is harmless."""
    actor.require(policy.may_keep_calendar(actor))
    with transaction() as session:
        if _end(session, actor):
            audit.record(session, actor, "calendar_link.ended", actor.id)


def link_of(session: Session, actor: Actor) -> CalendarLink | None:
    return session.scalars(select(CalendarLink).where(*_theirs(actor))).first()


def read_feed(session: Session, secret: str, site: str) -> str:
    """Raises NoLinkOfYours: also for who is deactivated, or has left us or the client."""
    link = session.scalar(
        select(CalendarLink)
        .join(Account, Account.id == CalendarLink.account_id)
        .where(
            CalendarLink.token_hash == _hash(secret),
            CalendarLink.ended_at.is_(None),
            is_open(),
        )
    )
    if link is None:
        raise NoLinkOfYours
    bookings = _bookings(session, link, now() - KEPT_FOR)
    return calendar(events_of(session, bookings, site), host=host_of(site))


def _bookings(session: Session, link: CalendarLink, since: datetime) -> list[Booking]:
    if link.client_id is None:
        return queries.of_person(session, link.account_id, since)
    still = select(RoleGrant.id).where(
        RoleGrant.account_id == link.account_id,
        RoleGrant.on_behalf_of == link.client_id,
        RoleGrant.role.in_(CLIENT_SIDE),
        is_held(),
    )
    if session.scalars(still.limit(1)).first() is None:
        raise NoLinkOfYours
    return queries.of_client(session, link.client_id, since)


def _end(session: Session, actor: Actor) -> int:
    return changed(session, update(CalendarLink).where(*_theirs(actor)).values(ended_at=now()))


def _theirs(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """One for each client that they act for, and one for what they play in."""
    of = CalendarLink
    client_id = _client_of(actor)
    same = of.client_id.is_(None) if client_id is None else of.client_id == client_id
    return of.account_id == actor.id, same, of.ended_at.is_(None)


def _client_of(actor: Actor) -> UUID | None:
    return actor.on_behalf_of if actor.role in CLIENT_SIDE else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
