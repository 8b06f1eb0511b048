"""Who may open a recording, and who may hold one back from destruction."""

from collections.abc import Collection
from uuid import UUID

from consent.media.models import Viewing
from foundation.actors import Actor, Power


def performs_in(actor: Actor, performers: Collection[UUID]) -> bool:
    """One's own track, in whichever role one looks."""
    return actor.id in performers


def may_review(actor: Actor, client_id: UUID) -> bool:
    """Staff, or the people of the client for whom it was recorded."""
    return Power.OPEN_RECORDINGS in actor.powers and actor.on_behalf_of in (None, client_id)


def may_open(actor: Actor, client_id: UUID, performers: Collection[UUID]) -> bool:
    return performs_in(actor, performers) or may_review(actor, client_id)


def may_see_viewings(actor: Actor, performers: Collection[UUID]) -> bool:
    return performs_in(actor, performers) or Power.READ_RIGHTS in actor.powers


def may_go_on(actor: Actor, viewing: Viewing) -> bool:
    """Nobody with another's, nor in another role."""
    return (viewing.reader_id, viewing.acted_as) == (actor.id, actor.role)


def may_see_keeping(actor: Actor) -> bool:
    return bool(actor.powers & {Power.READ_RIGHTS, Power.KEEP_RIGHTS})


def may_hold(actor: Actor) -> bool:
    return Power.KEEP_RIGHTS in actor.powers
