"""What an owner can do about the people who act for their organisation."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.database import transaction
from marketplace.accounts import grants, telling
from marketplace.accounts.invitations import steps as invitations
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.clients import policy, queries
from marketplace.clients.errors import MemberNotFound, NotARoleHere
from marketplace.clients.models import Client


def invite_member(client_id: UUID, *, email: str, role: Role, actor: Actor) -> None:
    with transaction() as session:
        client = _managed(session, client_id, actor)
        if role not in CLIENT_SIDE:
            raise NotARoleHere
        invitations.invite(session, actor, email=email, role=role, on_behalf_of=client.id)


def withdraw_invitation(client_id: UUID, invitation_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        client = _managed(session, client_id, actor)
        invitations.withdraw(session, actor, invitation_id, on_behalf_of=client.id)


def end_membership(client_id: UUID, grant_id: UUID, *, actor: Actor) -> None:
    """Also one's own; but somebody must stay the owner."""
    with transaction() as session:
        client = _managed(session, client_id, actor)
        grant = session.get(RoleGrant, grant_id)
        if grant is None or grant.on_behalf_of != client.id:
            raise MemberNotFound
        if grant.role == Role.CLIENT_OWNER:
            grants.refuse_the_last(session, grant)
        grants.end(session, actor, grant, because="ended by an owner")
        telling.tell_of_role(session, telling.ROLE_ENDED, grant.account_id, grant.role)


def _managed(session: Session, client_id: UUID, actor: Actor) -> Client:
    client = queries.visible(session, client_id, actor)
    actor.require(policy.may_manage(actor, client))
    return client
