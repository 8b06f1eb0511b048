"""Pausing grants and lifting the pauses: rows that are added, never changed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.grants.errors import NothingToLift
from consent.grants.models import Lifting, OrderedEnd, Right, Suspension
from consent.ledger.explaining.consenting import ConsentResumed, ConsentSuspended
from consent.terms.bits import EVERY_USE, mask_of
from foundation.statements import among


def suspend(
    session: Session,
    told: Sequence[tuple[Right, ConsentSuspended, date]],
    *,
    at: datetime,
) -> None:
    """A step, under the locks of the grants' threads; each right once."""
    numbers = newest_numbers(session, [right.grant_id for right, _, _ in told])
    for right, opening, on in told:
        session.add_all(
            Suspension(
                grant_id=right.grant_id,
                number=numbers.get(right.grant_id, 0) + 1,
                cause=opening.cause.value,
                uses=EVERY_USE if opening.uses is None else mask_of(opening.uses),
                client_id=client,
                until=opening.until,
                true_from=on,
                known_from=at,
            )
            for client in opening.clients or (None,)
        )
        right.suspended = True
    session.flush()


def resume(
    session: Session,
    told: Sequence[tuple[Right, ConsentResumed, date]],
    *,
    at: datetime,
) -> None:
    """A step, under the locks of the grants' threads: lifts the latest suspension of the cause."""
    grants = [right.grant_id for right, _, _ in told]
    standing, ordered = not_lifted(session, grants), ordered_among(session, grants)
    for right, opening, on in told:
        rows = standing.get(right.grant_id, [])
        of_cause = [row.number for row in rows if row.cause == opening.cause]
        if not of_cause:
            raise NothingToLift
        lifted = [row for row in rows if row.number == max(of_cause)]
        session.add_all(
            Lifting(suspension_id=row.id, true_from=on, known_from=at) for row in lifted
        )
        # Lifted from a later day than today it would still hold: nobody can say so, see `follow`.
        right.suspended = len(rows) > len(lifted) or right.grant_id in ordered
    session.flush()


def newest_numbers(session: Session, grants: Collection[UUID]) -> dict[UUID, int]:
    """Of the latest suspension of each; where there was none, nothing."""
    counted = select(Suspension.grant_id, func.max(Suspension.number))
    these = counted.where(among(session, Suspension.grant_id, grants))
    rows = session.execute(these.group_by(Suspension.grant_id))
    return {grant: number for grant, number in rows}


def not_lifted(session: Session, grants: Collection[UUID]) -> dict[UUID, list[Suspension]]:
    """In the order in which they came; one row for each client that one names."""
    lifted = select(Lifting.suspension_id).where(Lifting.suspension_id == Suspension.id)
    standing = select(Suspension).where(
        among(session, Suspension.grant_id, grants), ~lifted.exists()
    )
    found: dict[UUID, list[Suspension]] = {}
    for row in session.scalars(standing.order_by(Suspension.number)):
        found.setdefault(row.grant_id, []).append(row)
    return found


def ordered_among(session: Session, grants: Collection[UUID]) -> set[UUID]:
    """Those that are to end, and of which that was not told yet: whatever is lifted, they wait."""
    these = select(OrderedEnd.grant_id).where(among(session, OrderedEnd.grant_id, grants))
    return set(session.scalars(these.where(OrderedEnd.known_until.is_(None))))
