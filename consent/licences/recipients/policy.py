"""Who is shown what about an end recipient."""

from consent.licences.recipients.models import EndRecipient
from foundation.actors import Actor, Power


def sees_licence(actor: Actor, recipient: EndRecipient) -> bool:
    """Its client's people and those who keep rights; performers see the recipient alone."""
    keeps = bool(actor.powers & {Power.KEEP_RIGHTS, Power.READ_RIGHTS})
    return keeps or actor.on_behalf_of == recipient.client_id


def changes_it(actor: Actor, recipient: EndRecipient) -> bool:
    """Who signs for its client."""
    return actor.on_behalf_of == recipient.client_id and Power.SIGN_LICENCES in actor.powers


def ends_it(actor: Actor, recipient: EndRecipient) -> bool:
    return changes_it(actor, recipient) and recipient.ended_at is None
