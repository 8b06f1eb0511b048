"""Who may apply, cast and read."""

from uuid import UUID

from foundation.actors import Actor, Power
from marketplace.accounts.roles import Role
from marketplace.casting.models import Application, Engagement, Offer
from marketplace.profiles.mandates.models import Mandate

_PRODUCE = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))


def may_cast(actor: Actor, client_id: UUID) -> bool:
    """The client's own people who produce, and casting for all of them."""
    ours = actor.role in _PRODUCE and actor.on_behalf_of == client_id
    return ours or actor.role == Role.CASTING


def may_list_boards(actor: Actor) -> bool:
    return actor.role in _PRODUCE or actor.role == Role.CASTING


def may_apply(actor: Actor) -> bool:
    return actor.role == Role.PERFORMER


def may_view(actor: Actor, application: Application) -> bool:
    return actor.id == application.performer_id


def may_answer(actor: Actor, offer: Offer) -> bool:
    return actor.id == offer.performer_id


def may_act_for(actor: Actor, mandate: Mandate, holds: bool) -> bool:
    """`holds`: accepted, not over, and given for what is to be done."""
    return holds and mandate.agent_id == actor.id


def may_read_contract(actor: Actor, engagement: Engagement) -> bool:
    return actor.id == engagement.performer_id or may_cast(actor, engagement.client_id)


def may_see_late(actor: Actor) -> bool:
    return Power.READ_RIGHTS in actor.powers or actor.role == Role.CASTING
