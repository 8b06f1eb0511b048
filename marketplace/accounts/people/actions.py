"""What administrators can do about the roles that people hold."""

from datetime import date
from uuid import UUID

from foundation.actors import SYSTEM, Actor, Power
from foundation.database import transaction
from marketplace.accounts import grants, telling
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.people.errors import GrantNotFound, PersonNotFound
from marketplace.accounts.roles import CLIENT_SIDE, Role


def grant_role(
    account_id: UUID, *, role: Role, because: str, last_day: date | None = None, actor: Actor
) -> None:
    """Roles in an organisation are its owner's to give."""
    with transaction() as session:
        actor.require_power(Power.MANAGE_PEOPLE)
        account = session.get(Account, account_id)
        if account is None or account.closed_at is not None or role in CLIENT_SIDE:
            raise PersonNotFound
        grant = grants.give(session, actor, account.id, role, because=because)
        grants.hold_until(session, actor, grant, last_day)
        telling.tell_of_role(session, telling.ROLE_GRANTED, account.id, role)


def end_role(account_id: UUID, grant_id: UUID, *, because: str, actor: Actor) -> None:
    """Somebody always stays administrator, and every organisation keeps an owner."""
    with transaction() as session:
        actor.require_power(Power.MANAGE_PEOPLE)
        grant = session.get(RoleGrant, grant_id)
        if grant is None or grant.account_id != account_id:
            raise GrantNotFound
        if grant.role in (Role.ADMIN, Role.CLIENT_OWNER):
            grants.refuse_the_last(session, grant)
        grants.end(session, actor, grant, because=because)
        telling.tell_of_role(session, telling.ROLE_ENDED, account_id, grant.role)


def end_what_is_over() -> int:
    """By the job. The roles open nothing any more since their last day; now it is on record."""
    with transaction() as session:
        ended = grants.over(session)
        for grant in ended:
            grants.end(session, SYSTEM, grant, because="its last day has passed")
            telling.tell_of_role(session, telling.ROLE_ENDED, grant.account_id, grant.role)
        return len(ended)
