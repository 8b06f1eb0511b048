"""Who may read what is private about the ledger."""

from collections.abc import Callable, Collection
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor, Power

Observes = Callable[[Session, Actor, str], bool]
observes: tuple[Observes, ...] = ()
"""Whether this thread is open to somebody today whom it is not about; the composition fills it."""


def may_read(session: Session, actor: Actor, thread: str, people: Collection[UUID]) -> bool:
    """Whom it is about, who answers for what was signed, and to whom either opened it."""
    if actor.id in people or Power.READ_RIGHTS in actor.powers:
        return True
    return any(observed(session, actor, thread) for observed in observes)
