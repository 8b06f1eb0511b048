"""Identifiers: random, so that they tell nothing and collide with nothing."""

import secrets
from collections.abc import Iterator
from uuid import UUID


def new_id() -> UUID:
    """128 random bits, version bits included: nothing in an id can be guessed or ordered."""
    return UUID(bytes=secrets.token_bytes(16))


def new_ids(count: int) -> Iterator[UUID]:
    """So many in one go: asking the system for chance takes longer than using it."""
    chance = secrets.token_bytes(16 * count)
    return (UUID(bytes=chance[at : at + 16]) for at in range(0, 16 * count, 16))
