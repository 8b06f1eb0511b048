"""Grants that permit something by what was done, asked for in chunks and held while they change."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Right, State
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.openings.models import LedgerErasure
from consent.rights.telling import lock

AT_ONCE = 250
"""Grants in one transaction: short enough for others to come in between."""


def living(*also: State) -> Select[Grant]:
    """Of threads that were erased nothing can be told any more; dates end those by themselves."""
    erased = select(LedgerErasure.erased).where(LedgerErasure.erased == Grant.thread)
    in_force = Right.state.in_((*PERMITTING, *also))
    return select(Grant).join(Right, right_of_grant()).where(in_force, ~erased.exists())


def right_of_grant() -> ColumnElement[bool]:
    """By the whole of the right's key, which is how its rows are kept."""
    return and_(
        Right.recording_id == Grant.recording_id,
        Right.performer_id == Grant.performer_id,
        Right.grant_id == Grant.id,
    )


def under_locks(session: Session, wanted: Select[Grant]) -> Sequence[Grant]:
    """Some of them. Asked again once nobody else can change them: meanwhile some may have ended."""
    found = session.scalars(wanted.limit(AT_ONCE)).all()
    if not found:
        return found
    lock(session, found)
    ids = [grant.id for grant in found]
    return session.scalars(wanted.where(Grant.id.in_(ids)).order_by(Grant.id)).all()
