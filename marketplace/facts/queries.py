"""What somebody has earned so far, newest first."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cursors import Page, loaded, page_of
from marketplace.facts.models import Fact


def page(session: Session, actor: Actor, *, after: str | None, limit: int) -> Page[Fact]:
    """Their own. Who never performed has none."""
    theirs = select(Fact.id, Fact.published_at).where(Fact.performer_id == actor.id)
    found = page_of(session, theirs, Fact.published_at, Fact.id, after=after, limit=limit)
    return loaded(session, Fact, found)
