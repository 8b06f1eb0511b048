"""Who answers recalls, and who may see them."""

from consent.recalls.models import Recall
from foundation.actors import Actor, Power


def may_answer(actor: Actor, recall: Recall) -> bool:
    """The client that was handed the copy, also where its end recipient has it."""
    return Power.ANSWER_RECALLS in actor.powers and actor.on_behalf_of == recall.client_id


def may_view(actor: Actor, recall: Recall) -> bool:
    return may_answer(actor, recall) or Power.READ_RIGHTS in actor.powers


def may_list(actor: Actor) -> bool:
    """One's organisation's own."""
    return Power.ANSWER_RECALLS in actor.powers and actor.on_behalf_of is not None


def may_list_all(actor: Actor) -> bool:
    """Those who answer for rights. A list names no performer; opening one is on record."""
    return Power.READ_RIGHTS in actor.powers and actor.on_behalf_of is None
