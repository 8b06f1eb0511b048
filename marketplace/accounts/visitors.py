"""Who acts at the door, before they are signed in."""

from uuid import UUID

from foundation.actors import Actor


def themselves(account_id: UUID) -> Actor:
    """A person at the door: known by a password or a mailed link, not yet acting in any role."""
    return Actor(id=account_id, role="nobody")
