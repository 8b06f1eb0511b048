"""Who may act in a role."""

from foundation.actors import Actor
from marketplace.accounts.models import RoleGrant


def may_act_in(actor: Actor, grant: RoleGrant) -> bool:
    return actor.id == grant.account_id and grant.ended_at is None
