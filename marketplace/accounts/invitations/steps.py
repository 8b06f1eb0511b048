"""Inviting, withdrawing and accepting: what administrators, owners and the command line share."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from foundation import audit, hooks, mail
from foundation.actors import Actor
from foundation.clock import now
from foundation.statements import changed
from marketplace.accounts import grants, telling
from marketplace.accounts.holding import is_held
from marketplace.accounts.invitations.errors import InvitationNotFound
from marketplace.accounts.invitations.models import Invitation
from marketplace.accounts.invitations.queries import PURPOSE, is_open, open_to
from marketplace.accounts.links import steps as links
from marketplace.accounts.links.models import MailedLink
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import LABELS, Role
from marketplace.accounts.visitors import themselves

LIVES = timedelta(days=7)


def invite(
    session: Session,
    actor: Actor,
    *,
    email: str,
    role: Role,
    on_behalf_of: UUID | None = None,
    last_day: date | None = None,
) -> str | None:
    """A step. The token of the mailed link; None where this person already holds the role.

    Inviting again renews the invitation that is there and mails another link to it.
    """
    if _holds(session, email, role, on_behalf_of):
        return None
    invitation = open_to(session, email, role, on_behalf_of)
    if invitation is None:
        invitation = Invitation(
            email=email,
            role=role,
            on_behalf_of=on_behalf_of,
            invited_by=actor.id,
            ends_at=now() + LIVES,
        )
        session.add(invitation)
        session.flush()
    invitation.ends_at = now() + LIVES
    invitation.last_day = last_day
    audit.record(session, actor, "invitation.sent", invitation.id, role=role)
    return _send(session, actor, invitation)


def withdraw(
    session: Session, actor: Actor, invitation_id: UUID, *, on_behalf_of: UUID | None
) -> None:
    whose = (
        Invitation.on_behalf_of == on_behalf_of
        if on_behalf_of
        else Invitation.on_behalf_of.is_(None)
    )
    mine = update(Invitation).where(Invitation.id == invitation_id, whose, is_open())
    if not changed(session, mine.values(withdrawn_at=now())):
        raise InvitationNotFound
    audit.record(session, actor, "invitation.withdrawn", invitation_id)


def accept(session: Session, token: str, invitation: Invitation, account_id: UUID) -> RoleGrant:
    """A step. The link and the invitation each count once, whoever is second gets neither."""
    links.use(session, PURPOSE, token)
    taken = update(Invitation).where(Invitation.id == invitation.id, is_open())
    if not changed(session, taken.values(accepted_at=now(), accepted_by=account_id)):
        raise InvitationNotFound
    actor = themselves(account_id)
    audit.record(session, actor, "invitation.accepted", invitation.id, role=invitation.role)
    _tell_inviter(session, invitation, account_id)
    inviter = Actor(id=invitation.invited_by, role="inviter")
    grant = grants.give(
        session,
        inviter,
        account_id,
        invitation.role,
        invitation.on_behalf_of,
        because="accepted an invitation",
    )
    return grants.hold_until(session, inviter, grant, invitation.last_day)


def _tell_inviter(session: Session, invitation: Invitation, account_id: UUID) -> None:
    """Not where the command line invited, nor one who left meanwhile."""
    inviter = session.get(Account, invitation.invited_by)
    if inviter is None or inviter.closed_at is not None:
        return
    of_client = invitation.on_behalf_of
    url = f"/clients/{of_client}" if of_client else f"/people/{account_id}"
    telling.tell_of_acceptance(session, inviter.id, invitation.role, url)


def forget(session: Session, account_id: UUID) -> None:
    """A step of closing an account. What was accepted stays on record, without the address."""
    email = session.scalar(select(Account.email).where(Account.id == account_id))
    session.execute(delete(MailedLink).where(MailedLink.email == email))
    to_them = Invitation.email == email
    session.execute(update(Invitation).where(to_them, is_open()).values(withdrawn_at=now()))
    session.execute(update(Invitation).where(to_them).values(email=""))


def _send(session: Session, actor: Actor, invitation: Invitation) -> str:
    token = links.issue(
        session,
        purpose=PURPOSE,
        email=invitation.email,
        lives=LIVES,
        replaces=False,
        invitation=str(invitation.id),
    )
    known = hooks.names(session, [each for each in (actor.id, invitation.on_behalf_of) if each])
    mail.post(
        session,
        to=invitation.email,
        template="invitation",
        token=token,
        role=LABELS[invitation.role],
        organisation=known.get(invitation.on_behalf_of, "") if invitation.on_behalf_of else "",
        inviter=known.get(actor.id, ""),
        ends_at=invitation.ends_at,
        last_day=invitation.last_day,
    )
    return token


def _holds(session: Session, email: str, role: Role, on_behalf_of: UUID | None) -> bool:
    same = (
        RoleGrant.on_behalf_of == on_behalf_of if on_behalf_of else RoleGrant.on_behalf_of.is_(None)
    )
    held = (
        select(RoleGrant.id)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(Account.email == email, RoleGrant.role == role, same, is_held())
    )
    return session.scalar(held) is not None
