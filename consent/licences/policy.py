"""Who may see and answer a client's licence."""

from consent.licences.models import Licence
from foundation.actors import Actor, Power


def may_view(actor: Actor, licence: Licence) -> bool:
    """Its client's own people, and those who keep rights or read them."""
    own = actor.on_behalf_of == licence.client_id
    return own or bool(actor.powers & {Power.KEEP_RIGHTS, Power.READ_RIGHTS})


def may_list(actor: Actor) -> bool:
    """Somebody's own organisation's licences, or all of them."""
    keeps = bool(actor.powers & {Power.KEEP_RIGHTS, Power.READ_RIGHTS})
    return keeps or actor.on_behalf_of is not None


def may_answer(actor: Actor, licence: Licence) -> bool:
    """Nobody answers for an organisation that is not theirs, whatever else they may."""
    return actor.on_behalf_of == licence.client_id
