"""What a budget asks of whatever it is for, which it may not import. `assembly` fills it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.money import Money

WantedFor = Callable[[Session, Collection[UUID]], Mapping[UUID, Money]]
wanted_for: tuple[WantedFor, ...] = ()
"""What each order costs at most, fee included."""

InTheWay = Callable[[Session, UUID], Iterator[str]]
in_the_way_in: tuple[InTheWay, ...] = ()
"""Why nothing new of a client is posted, in sentences for them: a debt."""


def in_the_way(session: Session, client_id: UUID) -> Iterator[str]:
    for provider in in_the_way_in:
        yield from provider(session, client_id)


def wanted(session: Session, order_ids: Collection[UUID]) -> dict[UUID, Money]:
    found: dict[UUID, Money] = {}
    for provider in wanted_for:
        found.update(provider(session, order_ids))
    return found
