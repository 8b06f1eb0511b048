"""Who acts before anybody is signed in."""

from uuid import UUID

from foundation.actors import Actor

VISITOR = Actor(id=UUID(int=0), role="visitor")


def themselves(account_id: UUID) -> Actor:
    """A person at the door: known by a password or a mailed link, not yet acting in any role."""
    return Actor(id=account_id, role="nobody")
