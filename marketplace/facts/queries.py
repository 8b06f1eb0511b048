"""What somebody has earned so far, newest first."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cursors import Page, page_of
from foundation.statements import among
from marketplace.facts.models import Fact


def page(session: Session, actor: Actor, *, after: str | None, limit: int) -> Page[Fact]:
    """Their own. Who never performed has none."""
    theirs = select(Fact.id, Fact.published_at).where(Fact.performer_id == actor.id)
    found: Page[Any] = page_of(
        session, theirs, Fact.published_at, Fact.id, after=after, limit=limit
    )
    wanted = select(Fact).where(among(session, Fact.id, [row.id for row in found.items]))
    facts = session.scalars(wanted.order_by(Fact.published_at.desc(), Fact.id.desc())).all()
    return Page(facts, found.next)
