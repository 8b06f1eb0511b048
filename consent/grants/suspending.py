"""Pausing a grant and lifting the pause: rows that are added, never changed."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.grants.errors import NothingToLift
from consent.grants.knowing import right_of
from consent.grants.models import Grant, Lifting, Suspension
from consent.ledger.explaining.consenting import ConsentResumed, ConsentSuspended
from consent.terms.bits import EVERY_USE, mask_of


def suspend(
    session: Session, grant: Grant, opening: ConsentSuspended, *, on: date, at: datetime
) -> None:
    """A step, under the lock of the grant's thread."""
    counted = select(func.max(Suspension.number)).where(Suspension.grant_id == grant.id)
    number = (session.scalar(counted) or 0) + 1
    session.add_all(
        Suspension(
            grant_id=grant.id,
            number=number,
            cause=opening.cause.value,
            uses=EVERY_USE if opening.uses is None else mask_of(opening.uses),
            client_id=client,
            until=opening.until,
            true_from=on,
            known_from=at,
        )
        for client in opening.clients or (None,)
    )
    right_of(session, grant).suspended = True
    session.flush()


def resume(
    session: Session, grant: Grant, opening: ConsentResumed, *, on: date, at: datetime
) -> None:
    """A step, under the lock of the grant's thread: lifts the latest suspension of the cause."""
    standing = [row for row in _not_lifted(session, grant)]
    of_cause = [row.number for row in standing if row.cause == opening.cause]
    if not of_cause:
        raise NothingToLift
    lifted = [row for row in standing if row.number == max(of_cause)]
    session.add_all(Lifting(suspension_id=row.id, true_from=on, known_from=at) for row in lifted)
    # Lifted from a later day than today it would still hold: nobody can say so, see `follow`.
    right_of(session, grant).suspended = len(standing) > len(lifted)
    session.flush()


def _not_lifted(session: Session, grant: Grant) -> list[Suspension]:
    lifted = select(Lifting.suspension_id)
    found = select(Suspension).where(Suspension.grant_id == grant.id, Suspension.id.not_in(lifted))
    return list(session.scalars(found))
