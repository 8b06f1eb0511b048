"""Identifiers: random, so that they tell nothing and collide with nothing."""

import secrets
from uuid import UUID


def new_id() -> UUID:
    """128 random bits, version bits included: nothing in an id can be guessed or ordered."""
    return UUID(bytes=secrets.token_bytes(16))
