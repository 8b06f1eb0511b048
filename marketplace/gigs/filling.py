"""How many places of a gig are taken: casting knows, and lies higher."""

from collections.abc import Callable, Collection
from uuid import UUID

from sqlalchemy.orm import Session

Taken = Callable[[Session, Collection[UUID]], dict[UUID, int]]

taken_of: tuple[Taken, ...] = ()
"""Filled in `assembly`: places that are taken, by gig. A gig that is not named has none."""


def places_taken(session: Session, gig_ids: Collection[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for provider in taken_of:
        found.update(provider(session, gig_ids))
    return found
