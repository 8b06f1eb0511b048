"""Who may end a delegation. Who may read by one, the database decides with its day."""

from consent.delegations.models import Delegation
from foundation.actors import Actor, Power


def may_end(actor: Actor, delegation: Delegation) -> bool:
    """Whose rights they are; and compliance, what it opened itself."""
    if delegation.performer_id is not None:
        return actor.id == delegation.performer_id
    return Power.KEEP_RIGHTS in actor.powers
