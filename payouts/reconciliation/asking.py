"""What a posting is about at Stripe, where its key does not say so: `assembly` fills it."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

Named = Callable[[Session, Collection[UUID]], Mapping[UUID, str]]
"""By the id of their group: the balance transaction, or what that one has as its source."""
named_in: tuple[Named, ...] = ()


def named(session: Session, groups: Collection[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for provider in named_in:
        found.update(provider(session, groups))
    return found
