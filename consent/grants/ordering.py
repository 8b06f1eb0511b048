"""Grants that one will ends: held back all at once, while each is told in its turn."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, insert, literal, select, tuple_, update
from sqlalchemy.orm import Session

from consent.grants.knowing import rights_of
from consent.grants.models import Grant, OrderedEnd, Right
from consent.grants.suspending import not_lifted
from consent.ledger.explaining.moves import PERMITTING
from foundation.clock import now


def order_ends(session: Session, will_id: UUID, grants: Select[Grant], *, at: datetime) -> None:
    """A step, under the locks of their threads. Two statements, however many there are."""
    will = literal(will_id, OrderedEnd.will_id.type).label("will_id")
    day = literal(at.astimezone(UTC).date()).label("true_from")
    known = literal(at, OrderedEnd.known_from.type).label("known_from")
    rows = grants.with_only_columns(will, Grant.id, day, known)
    columns = ["will_id", "grant_id", "true_from", "known_from"]
    session.execute(insert(OrderedEnd).from_select(columns, rows))
    meant = (
        select(Grant.recording_id, Grant.performer_id, Grant.id)
        .join(OrderedEnd, OrderedEnd.grant_id == Grant.id)
        .where(OrderedEnd.will_id == will_id)
    )
    held = update(Right).where(_key().in_(meant)).values(suspended=True)
    session.execute(held, execution_options={"synchronize_session": False})


def end_told(session: Session, will_id: UUID) -> None:
    """A step, under the locks of their threads: what has ended by now needs no order any more."""
    wanted = (
        select(Grant, OrderedEnd)
        .join(OrderedEnd, OrderedEnd.grant_id == Grant.id)
        .join(Right, _of_grant())
        .where(OrderedEnd.will_id == will_id, OrderedEnd.known_until.is_(None))
        .where(Right.state.not_in(PERMITTING))
    )
    found = [(row[0], row[1]) for row in session.execute(wanted)]
    rights = rights_of(session, [grant for grant, _ in found])
    paused, at = not_lifted(session, list(rights)), now()
    for grant, order in found:
        order.known_until = max(at, order.known_from)
        rights[grant.id].suspended = grant.id in paused
    session.flush()


def is_ordered() -> ColumnElement[bool]:
    """Whether the end of a grant is ordered, as a condition on its row."""
    return exists().where(OrderedEnd.grant_id == Grant.id, OrderedEnd.known_until.is_(None))


def _key() -> ColumnElement[Any]:
    """By which the rows of rights are kept."""
    return tuple_(Right.recording_id, Right.performer_id, Right.grant_id)


def _of_grant() -> ColumnElement[bool]:
    return and_(
        Right.recording_id == Grant.recording_id,
        Right.performer_id == Grant.performer_id,
        Right.grant_id == Grant.id,
    )
