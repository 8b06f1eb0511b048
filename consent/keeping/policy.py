"""Who may read what is private about the ledger."""

from collections.abc import Collection
from uuid import UUID

from foundation.actors import Actor, Power


def may_read(actor: Actor, people: Collection[UUID]) -> bool:
    """Whom it is about, and who answers for what was signed."""
    return actor.id in people or Power.READ_RIGHTS in actor.powers
