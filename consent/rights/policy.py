"""Who may change what was given."""

from uuid import UUID

from foundation.actors import Actor


def may_change(actor: Actor, performer_id: UUID) -> bool:
    """Whose consent it is, and nobody on their behalf."""
    return actor.id == performer_id
