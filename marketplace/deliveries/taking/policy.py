"""Who sees what was delivered to a client, who fetches it, and who asks for it anew."""

from foundation.actors import Actor, Power
from marketplace.accounts.roles import CLIENT_SIDE
from marketplace.deliveries.building.models import Delivery


def may_view(actor: Actor, delivery: Delivery) -> bool:
    """All its people, auditors too who only look; and those who answer for rights."""
    theirs = actor.role in CLIENT_SIDE and actor.on_behalf_of == delivery.client_id
    return theirs or _answers_for_rights(actor)


def may_take(actor: Actor, delivery: Delivery) -> bool:
    """Nobody of ours: what they look at they open one by one, where it is on record as opened."""
    return Power.ANSWER_RECALLS in actor.powers and actor.on_behalf_of == delivery.client_id


def is_theirs(actor: Actor, delivery: Delivery) -> bool:
    """Of who may view it: enough to fetch what tells of the whole, such as its data card. It holds
    nobody's recording, and it is for all its people, most of all for auditors who only look."""
    return actor.on_behalf_of == delivery.client_id


def _answers_for_rights(actor: Actor) -> bool:
    return Power.READ_RIGHTS in actor.powers and actor.on_behalf_of is None
