"""Changing what state earnings are in: by conditional updates, so that of a hold, a pay run and a
reduction that want the same one, exactly one gets it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from foundation.statements import among, changed
from payouts.earnings.errors import EarningMoved, EarningNotFound
from payouts.earnings.models import Earning, EarningState


def locked(session: Session, earning_id: UUID) -> Earning:
    """A step: as it is now, and stays until this transaction is over."""
    wanted = select(Earning).where(Earning.id == earning_id).with_for_update()
    found = session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise EarningNotFound
    return found


def move(
    session: Session,
    ids: Collection[UUID],
    before: EarningState,
    after: EarningState,
    **values: Any,
) -> None:
    """A step: all of them, or the caller's transaction ends here."""
    condition = among(session, Earning.id, list(ids))
    if moved(session, condition, before, after, **values) != len(set(ids)):
        raise EarningMoved


def moved(
    session: Session,
    condition: ColumnElement[bool],
    before: EarningState,
    after: EarningState,
    **values: Any,
) -> int:
    """A step: how many were in the state before."""
    statement = (
        update(Earning)
        .where(condition, Earning.state == before)
        .values(state=after, **values)
        .execution_options(synchronize_session=False)
    )
    return changed(session, statement)
