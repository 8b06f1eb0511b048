"""Who may end a sign-in here."""

from uuid import UUID

from foundation.actors import Actor


def may_end(actor: Actor, owner_id: UUID) -> bool:
    return actor.id == owner_id
