"""Tells who saved a search what is new in it: nobody of one gig twice."""

from datetime import timedelta
from uuid import UUID

from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import notices
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from foundation.statements import insert_unless_there
from marketplace.gigs.cards import Card, cards_at
from marketplace.gigs.saved.models import Pace, SavedSearch, SavedSearchTold
from marketplace.gigs.saved.news import FOUND
from marketplace.gigs.saved.queries import path_of
from marketplace.gigs.schemas import SEARCH_FORM
from marketplace.gigs.searching import found

AGAIN = {Pace.AT_ONCE: timedelta(0), Pace.DAILY: timedelta(days=1)}


def tell_new(lease: Lease) -> str:
    """Each in a transaction of its own: what was told and that it was told are kept together."""
    told = sum(_look(lease, search_id) for search_id in _due())
    return f"{told} told"


def _due() -> list[UUID]:
    session = db.session()
    of = SavedSearch
    due = select(of.id).where(of.pace != Pace.NEVER, of.due_at <= now())
    ids = list(session.scalars(due.order_by(of.due_at, of.id)))
    session.rollback()
    return ids


def _look(lease: Lease, search_id: UUID) -> bool:
    with transaction() as session:
        lease.confirm(session)
        search = session.get(SavedSearch, search_id, with_for_update=True)
        if search is None or search.pace is Pace.NEVER or search.due_at > now():
            return False
        search.due_at = now() + AGAIN[search.pace]
        new = [card for card in _open_since(session, search) if _first(session, search, card)]
        if new:
            _tell(session, search, new)
        return bool(new)


def _open_since(session: Session, search: SavedSearch) -> list[Card]:
    """The newest of them; whoever comes to more reads on from there."""
    try:
        asked = SEARCH_FORM.load(search.asked)
    except ValidationError:
        return []  # A word that an earlier version knew: its page says at the field what is gone.
    cards = cards_at(session, found(session, asked).places)
    return [card for card in cards if card.opened_at > search.made_at]


def _first(session: Session, search: SavedSearch, card: Card) -> bool:
    return insert_unless_there(
        session, SavedSearchTold, account_id=search.account_id, gig_id=card.id, told_at=now()
    )


def _tell(session: Session, search: SavedSearch, new: list[Card]) -> None:
    notices.tell(
        session,
        kind=FOUND.name,
        to=[search.account_id],
        subject_id=search.id,
        url=path_of(search.asked),
        search=search.name,
        title=new[0].title,
        count=len(new),
    )


JOBS = (Job("saved_searches.tell", tell_new, timedelta(minutes=1)),)
