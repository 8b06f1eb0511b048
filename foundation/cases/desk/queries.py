"""The queue of those who answer: what is due first comes first."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from foundation.cases.models import Case, CaseState
from foundation.clock import now

SHOWN = 100


class Which(StrEnum):
    ALL = "all"
    MINE = "mine"
    UNOWNED = "unowned"
    OVERDUE = "overdue"
    CLOSED = "closed"


def queue(session: Session, which: Which, staff_id: UUID) -> Sequence[Case]:
    """Never one's own questions: those are on one's own page."""
    newest_first = which is Which.CLOSED
    order = Case.closed_at.desc() if newest_first else Case.due_at.asc().nulls_last()
    return session.scalars(
        select(Case).where(*_conditions(which, staff_id)).order_by(order, Case.number).limit(SHOWN)
    ).all()


def lengths(session: Session, staff_id: UUID) -> dict[Which, int]:
    def length(which: Which) -> int:
        counted = select(func.count()).select_from(Case).where(*_conditions(which, staff_id))
        return session.scalars(counted).one()

    return {which: length(which) for which in Which}


def _conditions(which: Which, staff_id: UUID) -> list[ColumnElement[Any]]:
    conditions: list[ColumnElement[Any]] = [
        Case.opened_by != staff_id,
        (Case.state == CaseState.CLOSED)
        if which is Which.CLOSED
        else (Case.state != CaseState.CLOSED),
    ]
    if which is Which.MINE:
        conditions.append(Case.owner_id == staff_id)
    elif which is Which.UNOWNED:
        conditions.append(Case.owner_id.is_(None))
    elif which is Which.OVERDUE:
        conditions.append(Case.due_at < now())
    return conditions
