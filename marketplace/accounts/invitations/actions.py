"""Sending, withdrawing and accepting invitations to staff and observers."""

from datetime import date
from uuid import UUID

from foundation.actors import Actor, Power
from foundation.database import db, transaction
from marketplace.accounts.invitations import queries, steps
from marketplace.accounts.invitations.errors import ForAnotherAddress, HasAccount
from marketplace.accounts.models import Account
from marketplace.accounts.opening import Newcomer, open_account
from marketplace.accounts.passwords import hashing, rules
from marketplace.accounts.roles import Role
from marketplace.accounts.terms_of_use import note_accepted
from marketplace.accounts.verification.steps import note_verified


def invite(*, email: str, role: Role, last_day: date | None = None, actor: Actor) -> str | None:
    """The token of the link, which is mailed too; None where the role is already held."""
    with transaction() as session:
        actor.require_power(Power.MANAGE_PEOPLE)
        return steps.invite(session, actor, email=email, role=role, last_day=last_day)


def withdraw_invitation(invitation_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        actor.require_power(Power.MANAGE_PEOPLE)
        steps.withdraw(session, actor, invitation_id, on_behalf_of=None)


def accept_invitation(*, token: str, actor: Actor) -> UUID:
    """By somebody who has an account. Which grant it became."""
    with transaction() as session:
        invitation = queries.by_link(session, token)
        account = session.get_one(Account, actor.id)
        if account.email != invitation.email:
            raise ForAnotherAddress
        # The link reached this mailbox, so the address is shown to be theirs.
        note_verified(session, account)
        return steps.accept(session, token, invitation, account.id).id


def accept_as_newcomer(*, token: str, name: str, password: str, zone: str, locale: str) -> UUID:
    """By somebody who has none yet. Whose account it became."""
    email = queries.by_link(db.session(), token).email
    rules.refuse_weak(password, name, email)
    hashed = hashing.hash_password(password)
    with transaction() as session:
        invitation = queries.by_link(session, token)
        newcomer = Newcomer(name=name, email=email, password_hash=hashed, zone=zone, locale=locale)
        account_id = open_account(session, newcomer, verified=True)
        if account_id is None:
            raise HasAccount
        note_accepted(session, account_id, invitation.role)
        steps.accept(session, token, invitation, account_id)
        return account_id
