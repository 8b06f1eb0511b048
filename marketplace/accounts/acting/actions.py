"""Changing the role one acts in. It stays with the sign-in until it is changed again."""

from uuid import UUID

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from foundation.errors import NotFound
from marketplace.accounts.acting import policy
from marketplace.accounts.models import RoleGrant, SignIn
from marketplace.accounts.roles import Role


class RoleNotHeld(NotFound):
    message = "You do not hold this role, or no longer."


def act_as(grant_id: UUID, *, sign_in_id: UUID, actor: Actor) -> Role:
    with transaction() as session:
        grant = session.get(RoleGrant, grant_id)
        if grant is None:
            raise RoleNotHeld
        if not policy.may_act_in(actor, grant):
            raise RoleNotHeld
        session.get_one(SignIn, sign_in_id).acting_as = grant_id
        audit.record(session, actor, "role.chosen", sign_in_id, role=grant.role)
        return grant.role
