"""Who judges takes, and who lets others do so."""

from collections.abc import Collection
from uuid import UUID

from foundation.actors import Actor
from marketplace.accounts.roles import Role
from marketplace.takes.models import Take

_JUDGES = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))


def judges_for(actor: Actor, client_id: UUID) -> bool:
    return actor.role in _JUDGES and actor.on_behalf_of == client_id


def may_judge(actor: Actor, take: Take, *, delegated: bool, performers: Collection[UUID]) -> bool:
    """The client's own people, and whom it lets. Never somebody who plays in it."""
    if actor.id in performers:
        return False
    return judges_for(actor, take.client_id) or (actor.role == Role.REVIEWER and delegated)


def may_have_queue(actor: Actor) -> bool:
    return actor.role in _JUDGES or actor.role == Role.REVIEWER


def may_answer_appeals(actor: Actor) -> bool:
    """Ours, never the client's."""
    return actor.role == Role.REVIEWER
