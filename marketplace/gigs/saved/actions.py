"""Keeping a search, changing how often it mails, deleting it."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.gigs.errors import NameIsTaken, SearchNotFound, TooManySearches
from marketplace.gigs.saved.models import Pace, SavedSearch

MOST = 20
"""Of one account: each is looked through for as long as it stands."""


def save_search(name: str, asked: dict[str, Any], pace: Pace, *, actor: Actor) -> UUID:
    """From now on: what is open already was seen while it was made."""
    try:
        with transaction() as session:
            of = SavedSearch
            counted = select(func.count()).where(of.account_id == actor.id)
            if (session.scalar(counted) or 0) >= MOST:
                raise TooManySearches
            search = of(account_id=actor.id, name=name, asked=asked, pace=pace)
            session.add(search)
            session.flush()
            audit.record(session, actor, "saved_search.made", search.id)
            return search.id
    except IntegrityError as taken:
        raise NameIsTaken from taken


def change_pace(search_id: UUID, pace: Pace, *, actor: Actor) -> None:
    with transaction() as session:
        search = own(session, search_id, actor)
        search.pace, search.due_at = pace, now()
        audit.record(session, actor, "saved_search.changed", search.id)


def delete_search(search_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        search = own(session, search_id, actor)
        session.delete(search)
        audit.record(session, actor, "saved_search.deleted", search.id)


def own(session: Session, search_id: UUID, actor: Actor) -> SavedSearch:
    found = session.get(SavedSearch, search_id)
    if found is None or found.account_id != actor.id:
        raise SearchNotFound
    return found
