"""What stands against the papers of a request: terms, prices, and the client's own licence."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Signature, said
from consent.signing.asking import SHORTEST_DESCRIPTION
from marketplace.requests.checking_content import against_subjects
from marketplace.requests.content import SceneContent
from marketplace.requests.purposes import (
    Offered,
    beyond_licence,
    beyond_papers,
    offered_of,
    purposes_of,
)
from marketplace.requests.words import Named, Union

Reasons = Iterator[tuple[str, str]]


def against_usage(session: Session, client_id: UUID, content: SceneContent, today: date) -> Reasons:
    usage = content.usage
    offered = offered_of(session, usage.papers)
    purposes = purposes_of(client_id, content, [each.planned for each in offered])
    if Signature.RECORDING_AND_PAY not in {each.signature for each in usage.papers}:
        yield _field(Signature.RECORDING_AND_PAY), "Without this paper nobody can be paid."
    yield from _papers(content, offered)
    yield from against_subjects(content, offered)
    for each in offered:
        for why in beyond_papers(purposes, each.planned):
            yield "usage.end_product", f"{each.name}: {why}"
    for why in beyond_licence(session, client_id, purposes, today, content.window.last_day):
        yield "usage.papers", why
    if usage.client is Named.SEALED and not usage.sector:
        yield "usage.sector", "Say which sector you are in: performers read it in place of a name."
    if usage.union is Union.AGREEMENT and not usage.union_name:
        yield "usage.union_name", "Say which union's agreement covers it."


def _papers(content: SceneContent, offered: Sequence[Offered]) -> Reasons:
    there = {each.paper.version_id: each for each in offered}
    for paper in content.usage.papers:
        found, field = there.get(paper.version_id), _field(paper.signature)
        if found is None or not found.published or found.signature is not paper.signature:
            yield field, "Choose a version that is offered now."
            continue
        yield from _prices(content, found)
        if paper.signature is Signature.REPLICA and len(paper.description) < SHORTEST_DESCRIPTION:
            yield (
                f"usage.papers-{paper.signature}-description",
                f"Say in at least {SHORTEST_DESCRIPTION} characters what exactly it speaks or"
                " shows, where and how often.",
            )


def _prices(content: SceneContent, offered: Offered) -> Reasons:
    """What a paper prices, the request prices too, in the same currency."""
    planned, paper = offered.planned, offered.paper
    optional = planned.prices or {}
    money = bool(optional) or bool(planned.renewal_fee_minor)
    if money and planned.currency != content.pay.currency:
        yield (
            _field(paper.signature),
            f"Its prices are in {planned.currency}, and the pay is in {content.pay.currency}.",
        )
    for use in optional:
        if use not in paper.prices:
            yield _price(paper.signature, use), f"Give {said(use)} its own price."
    for use in paper.prices:
        if use not in optional:
            yield _price(paper.signature, use), f"{said(use).capitalize()} is no option here."


def _field(signature: Signature) -> str:
    return f"usage.papers-{signature}-version_id"


def _price(signature: Signature, use: str) -> str:
    return f"usage.papers-{signature}-prices-{use}"
