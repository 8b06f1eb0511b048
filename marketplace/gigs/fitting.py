"""Where a gig falls below what a performer said they want: shown to them, never a filter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.planned import Planned
from consent.agreements.saying import say_months
from consent.ledger.explaining.words import said
from consent.minimums.comparing import against, too_intense
from consent.minimums.models import AvoidedClient
from consent.minimums.queries import current
from consent.minimums.wishes import Minimums, Wish
from foundation import hooks
from foundation.actors import Actor
from foundation.formats import money
from marketplace.accounts.roles import Role
from marketplace.gigs.cards import Card
from marketplace.requests.content import SceneContent
from marketplace.requests.usage import Paper

_AVOIDED = "It is for a client that you want to avoid."


@dataclass(frozen=True, slots=True)
class Wishes:
    minimums: Minimums
    avoided: frozenset[UUID]


def wishes_of(session: Session, actor: Actor) -> Wishes | None:
    """Of performers who said some; of nobody else."""
    said_so = current(session, actor.id) if actor.role == Role.PERFORMER else None
    if said_so is None:
        return None
    return Wishes(said_so.minimums, frozenset(_avoided(session, actor.id)))


def short_of(wishes: Wishes | None, card: Card) -> tuple[str, ...]:
    """What a card can tell; the gig's own page compares every term."""
    return tuple(_short(wishes, card)) if wishes else ()


def compared(
    wishes: Wishes | None, card: Card, content: SceneContent, plans: Sequence[tuple[Paper, Planned]]
) -> tuple[str, ...]:
    """Every paper, each sentence once."""
    if wishes is None:
        return ()
    terms = [priced(paper, plan, card.currency) for paper, plan in plans]
    found = [each for plan in terms for each in against(wishes.minimums, plan)]
    return tuple(dict.fromkeys((*_scene(wishes, card, content), *found)))


def priced(paper: Paper, plan: Planned, currency: str) -> Planned:
    """With the request's own prices of optional uses, where it sets some."""
    if not paper.prices:
        return plan
    return replace(plan, prices={**(plan.prices or {}), **paper.prices}, currency=currency)


def _scene(wishes: Wishes, card: Card, content: SceneContent) -> Iterator[str]:
    if card.client_id in wishes.avoided:
        yield _AVOIDED
    yield from _rate(wishes.minimums, card)
    if too_intense(wishes.minimums, content.content.intensity):
        yield f"It is {said(content.content.intensity)}, which is more than you want."


def _short(wishes: Wishes, card: Card) -> Iterator[str]:
    minimums = wishes.minimums
    if card.client_id in wishes.avoided:
        yield _AVOIDED
    yield from _rate(minimums, card)
    if too_intense(minimums, card.intensity):
        yield f"It is {said(card.intensity)}, which is more than you want."
    refused = [said(use) for use in card.uses if minimums.uses.get(use) is Wish.NEVER]
    if refused:
        yield f"It asks for {', '.join(refused)}; you said no."
    if minimums.longest_months is not None and card.months > minimums.longest_months:
        longest = say_months(minimums.longest_months)
        yield f"It lasts {say_months(card.months)}; you want {longest} at most."


def _rate(minimums: Minimums, card: Card) -> Iterator[str]:
    least = minimums.lowest_rates.get(card.currency)
    if least is not None and card.hourly_minor < least:
        wanted = money(least, card.currency)
        yield f"It pays {money(card.hourly_minor, card.currency)} an hour; you want {wanted}."


def _avoided(session: Session, performer_id: UUID) -> Iterator[UUID]:
    """By id, or by whichever name they know the client by."""
    of = AvoidedClient
    rows = session.execute(
        select(of.client_id, of.name_key).where(of.performer_id == performer_id)
    ).all()
    yield from (row.client_id for row in rows if row.client_id is not None)
    called = hooks.organisations_called(session, {row.name_key for row in rows})
    yield from (each for ids in called.values() for each in ids)
