"""Who may see whose profile: asked here, whatever page or program wants to show one."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor
from marketplace.accounts.roles import Role
from marketplace.clients import queries
from marketplace.profiles.queries import profile_of
from marketplace.profiles.searching import findable
from marketplace.profiles.words import Visibility

AppliedTo = Callable[[Session, UUID, UUID | None], bool]
"""Whether a performer has an application with a client that is not withdrawn (None: with any)."""
applied_to: tuple[AppliedTo, ...] = ()
"""Whoever keeps applications; `assembly` fills it. Without one nobody applied."""
_LOOKS = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))


def may_look(actor: Actor) -> bool:
    """Whether there is a search for them at all."""
    return actor.role == Role.CASTING or (actor.role in _LOOKS and actor.on_behalf_of is not None)


def finds_somebody(session: Session, actor: Actor) -> bool:
    """A client finds nobody before compliance found out who it is."""
    return actor.on_behalf_of is None or queries.verified(session, actor.on_behalf_of)


def may_see(session: Session, actor: Actor, performer_id: UUID) -> bool:
    """Their own; whom a search could show; who applied, if they show it to those."""
    if actor.role == Role.PERFORMER:
        return actor.id == performer_id
    if not may_look(actor):
        return False
    client_id = actor.on_behalf_of
    if finds_somebody(session, actor) and findable(session, client_id, performer_id):
        return True
    said = profile_of(session, [performer_id]).get(performer_id)
    if said is None or said.visibility is Visibility.NOBODY:
        return False
    return any(asked(session, performer_id, client_id) for asked in applied_to)
