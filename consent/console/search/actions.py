"""Searching is an act: everybody whom a page of results shows can see that they were shown."""

from typing import Any

from sqlalchemy import Row

from consent.console.search import queries
from consent.console.search.queries import SHOWN, Search
from consent.keeping.readings import Shown, put_on_record
from foundation.actors import Actor, Power
from foundation.cursors import Page
from foundation.database import db, transaction


def search_rights(
    search: Search, *, after: str | None = None, limit: int = SHOWN, actor: Actor
) -> Page[Row[Any]]:
    """Found first, so that no writer waits for it; on record before anything is shown."""
    actor.require_power(Power.READ_RIGHTS)
    found = queries.found(db.session(), search, after=after, limit=limit)
    people = {row.performer_id for row in found.items}
    with transaction() as session:
        put_on_record(session, actor, Shown.LIST, people, asked=search.as_details())
    return found
