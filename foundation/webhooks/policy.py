"""Who may see and change which endpoint."""

from uuid import UUID

from foundation.actors import Actor, Power
from foundation.webhooks.models import Endpoint, EndpointStatus


def owner_of(actor: Actor) -> UUID:
    """What is added in a role held for an organisation is that organisation's."""
    return actor.on_behalf_of or actor.id


def may_view(actor: Actor, endpoint: Endpoint) -> bool:
    """And change: whoever may see an endpoint keeps it. A removed one is nobody's."""
    keeps = Power.KEEP_WEBHOOKS in actor.powers and endpoint.owner_id == owner_of(actor)
    return keeps and endpoint.status is not EndpointStatus.REMOVED
