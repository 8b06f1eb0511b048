"""What somebody has earned so far, newest first, and in all."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cursors import Page, page_of
from foundation.money import Money
from foundation.statements import among
from marketplace.facts import policy
from marketplace.facts.models import Fact

PAGE = 50


def page(session: Session, actor: Actor, *, after: str | None, limit: int) -> Page[Fact]:
    """Their own; of who earns nothing here there is nothing."""
    theirs = select(Fact.id, Fact.published_at).where(Fact.performer_id == _whose(actor))
    found: Page[Any] = page_of(
        session, theirs, Fact.published_at, Fact.id, after=after, limit=limit
    )
    wanted = select(Fact).where(among(session, Fact.id, [row.id for row in found.items]))
    facts = session.scalars(wanted.order_by(Fact.published_at.desc(), Fact.id.desc())).all()
    return Page(facts, found.next)


def totals(session: Session, actor: Actor) -> list[Money]:
    """One for each currency: nothing is converted."""
    wanted = (
        select(Fact.currency, func.sum(Fact.amount_minor))
        .where(Fact.performer_id == _whose(actor))
        .group_by(Fact.currency)
        .order_by(Fact.currency)
    )
    return [Money(int(amount), currency) for currency, amount in session.execute(wanted)]


def _whose(actor: Actor) -> UUID | None:
    return actor.id if policy.may_earn(actor) else None
