"""When a role is held: given, not ended, and its last day, where it has one, not over.

An hourly job puts the end on record; nobody may have the role until it comes by.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import Role


def is_held() -> ColumnElement[bool]:
    today = now().date()
    lasts = or_(RoleGrant.last_day.is_(None), RoleGrant.last_day >= today)
    return and_(RoleGrant.ended_at.is_(None), lasts)


def is_held_and_open() -> ColumnElement[bool]:
    """By somebody who can act in it: their account is neither closed nor deactivated."""
    return and_(is_held(), RoleGrant.account_id.in_(select(Account.id).where(is_open())))


def is_open() -> ColumnElement[bool]:
    """Of an account."""
    shut = Account.deactivated_from
    return and_(Account.closed_at.is_(None), or_(shut.is_(None), shut > now()))


def performs(session: Session, person_id: UUID) -> bool:
    """Now: who left or is deactivated does not."""
    of = RoleGrant
    theirs = (of.account_id == person_id, of.role == Role.PERFORMER)
    held = select(of.id).where(*theirs, is_held_and_open())
    return session.scalars(held.limit(1)).first() is not None
