"""Where a performer's money goes: whoever keeps their accounts says it; `wsgi.py` fills it."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

Destinations = Callable[[Session, Collection[UUID]], Mapping[UUID, str]]
destinations_in: tuple[Destinations, ...] = ()


def destinations(session: Session, performer_ids: Collection[UUID]) -> dict[UUID, str]:
    """The Stripe account of each who has one."""
    found: dict[UUID, str] = {}
    for provider in destinations_in:
        found.update(provider(session, performer_ids))
    return found
