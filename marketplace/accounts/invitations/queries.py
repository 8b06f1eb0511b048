"""Questions about invitations."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from foundation.actors import SYSTEM, Power
from foundation.clock import now
from marketplace.accounts.holding import is_held
from marketplace.accounts.invitations.errors import InvitationNotFound
from marketplace.accounts.invitations.models import Invitation
from marketplace.accounts.links import steps as links
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.roles import Role, with_power

PURPOSE = "invitation"


def by_link(session: Session, token: str) -> Invitation:
    link = links.look(session, PURPOSE, token)
    invitation = session.scalar(
        select(Invitation).where(Invitation.id == UUID(link.details["invitation"]), is_open())
    )
    if invitation is None or not _may_still_invite(session, invitation):
        raise InvitationNotFound
    return invitation


def _may_still_invite(session: Session, invitation: Invitation) -> bool:
    """Who lost the role invites nobody any more: else they would come back by an invitation to
    an address of their own."""
    if invitation.invited_by == SYSTEM.id:
        return True
    of_client = invitation.on_behalf_of
    held = select(RoleGrant.id).where(
        RoleGrant.account_id == invitation.invited_by,
        is_held(),
        RoleGrant.on_behalf_of == of_client if of_client else RoleGrant.on_behalf_of.is_(None),
        RoleGrant.role.in_((Role.CLIENT_OWNER,) if of_client else with_power(Power.MANAGE_PEOPLE)),
    )
    return session.scalar(held.limit(1)) is not None


def open_for(session: Session, on_behalf_of: UUID | None) -> Sequence[Invitation]:
    whose = (
        Invitation.on_behalf_of == on_behalf_of
        if on_behalf_of
        else Invitation.on_behalf_of.is_(None)
    )
    return session.scalars(
        select(Invitation).where(whose, is_open()).order_by(Invitation.invited_at, Invitation.id)
    ).all()


def open_to(
    session: Session, email: str, role: Role, on_behalf_of: UUID | None
) -> Invitation | None:
    candidates = open_for(session, on_behalf_of)
    return next((each for each in candidates if (each.email, each.role) == (email, role)), None)


def is_open() -> ColumnElement[bool]:
    return (
        Invitation.accepted_at.is_(None)
        & Invitation.withdrawn_at.is_(None)
        & (Invitation.ends_at > now())
    )
