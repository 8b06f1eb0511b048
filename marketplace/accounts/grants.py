"""Giving and ending a role: the steps that sign-up, invitations and administrators share."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.errors import Conflict
from foundation.statements import changed
from marketplace.accounts.holding import is_held
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import Role


class LastHolder(Conflict):
    message = "Somebody must hold this role. Give it to another person first."


def give(
    session: Session,
    actor: Actor,
    account_id: UUID,
    role: Role,
    on_behalf_of: UUID | None = None,
    *,
    because: str = "",
) -> RoleGrant:
    """A step. Giving what is already held changes nothing; of two at once, one gives it."""
    session.execute(select(Account.id).where(Account.id == account_id).with_for_update())
    held = session.scalar(select(RoleGrant).where(_held(account_id, role, on_behalf_of)))
    if held is not None:
        return held
    grant = RoleGrant(
        account_id=account_id,
        role=role,
        on_behalf_of=on_behalf_of,
        granted_by=actor.id,
        granted_because=because,
    )
    session.add(grant)
    session.flush()
    audit.record(session, actor, "role.granted", account_id, role=role, grant=str(grant.id))
    return grant


def hold_until(
    session: Session, actor: Actor, grant: RoleGrant, last_day: date | None
) -> RoleGrant:
    """A step. After this day the role opens nothing; no day is until it is ended."""
    if grant.last_day != last_day:
        grant.last_day = last_day
        day = last_day.isoformat() if last_day else ""
        audit.record(
            session, actor, "role.limited", grant.account_id, role=grant.role, last_day=day
        )
    return grant


def end(session: Session, actor: Actor, grant: RoleGrant, *, because: str) -> None:
    """A step. An ended grant stays as it was; the same role may be given anew."""
    ended = update(RoleGrant).where(RoleGrant.id == grant.id, RoleGrant.ended_at.is_(None))
    if not changed(session, ended.values(ended_at=now(), ended_because=because)):
        raise Conflict
    audit.record(
        session,
        actor,
        "role.ended",
        grant.account_id,
        role=grant.role,
        grant=str(grant.id),
    )


def over(session: Session) -> Sequence[RoleGrant]:
    """Given until a date that has passed, and not noted as ended yet."""
    ended = RoleGrant.last_day < now().date()
    return session.scalars(select(RoleGrant).where(ended, RoleGrant.ended_at.is_(None))).all()


def refuse_the_last(session: Session, grant: RoleGrant) -> None:
    """Locks all holders, so that the last two cannot end each other's at the same moment."""
    holders = session.scalars(
        select(RoleGrant.id)
        .where(
            RoleGrant.role == grant.role,
            _same(grant.on_behalf_of),
            is_held(),
        )
        .order_by(RoleGrant.id)
        .with_for_update()
    ).all()
    if len(holders) <= 1 and grant.id in holders:
        raise LastHolder


def forget_reasons(session: Session, account_id: UUID) -> None:
    """A step of closing an account: the reasons may name people."""
    theirs = update(RoleGrant).where(RoleGrant.account_id == account_id)
    session.execute(theirs.values(granted_because="", ended_because=""))


def _held(account_id: UUID, role: Role, on_behalf_of: UUID | None) -> ColumnElement[bool]:
    return (
        (RoleGrant.account_id == account_id)
        & (RoleGrant.role == role)
        & _same(on_behalf_of)
        & RoleGrant.ended_at.is_(None)
    )


def _same(on_behalf_of: UUID | None) -> ColumnElement[bool]:
    if on_behalf_of is None:
        return RoleGrant.on_behalf_of.is_(None)
    return RoleGrant.on_behalf_of == on_behalf_of
