"""Lifting one pause of a grant where others of the same cause may lie on top of it.

The ledger lifts the latest of a cause: what lies above the one that is meant is lifted too, and
said again, so that it holds on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Lifting, Suspension
from consent.ledger.explaining.consenting import ConsentResumed
from consent.ledger.explaining.words import SuspensionCause, Use
from consent.ledger.openings.data_keys import chunked
from consent.recordings.models import PausedGrant
from consent.recordings.pausing import newest_numbers, scope_of, suspension_of
from consent.rights.telling import Told, about, tell
from consent.terms.bits import EVERY_USE, mask_of
from foundation.clock import now


@dataclass(frozen=True, slots=True)
class Lift:
    grant: Grant
    number: int
    """Of the suspension, counted along the grant."""
    again: bool = True
    """Whether what lies on top holds on; otherwise all from this one on is over."""


def of_cause(
    session: Session, grants: Sequence[Grant], cause: SuspensionCause
) -> dict[UUID, list[Suspension]]:
    """What was not lifted, in order; one row for each client that a pause names."""
    found: dict[UUID, list[Suspension]] = {}
    lifted = select(Lifting.suspension_id).where(Lifting.suspension_id == Suspension.id)
    standing = select(Suspension).where(Suspension.cause == cause, ~lifted.exists())
    for some in chunked(sorted(grant.id for grant in grants)):
        rows = standing.where(Suspension.grant_id.in_(some)).order_by(Suspension.number)
        for row in session.scalars(rows):
            found.setdefault(row.grant_id, []).append(row)
    return found


def holding(row: Suspension) -> bool:
    return row.until is None or row.until >= now().date()


def lift(session: Session, lifts: Sequence[Lift], cause: SuspensionCause, *, role: str) -> None:
    """A step, under the locks of the threads. What was lifted before is left alone."""
    standing = of_cause(session, [each.grant for each in lifts], cause)
    told: list[Told] = []
    moved: list[tuple[Grant, list[Suspension]]] = []
    for each in lifts:
        rows = standing.get(each.grant.id, [])
        if any(row.number == each.number for row in rows):
            above = _one_each([row for row in rows if row.number >= each.number])
            again = [row for row in above[1:] if each.again and holding(row)]
            told += [(each.grant, ConsentResumed(**about(each.grant), cause=cause)) for _ in above]
            told += [(each.grant, suspension_of(each.grant, scope_of(row))) for row in again]
            moved.append((each.grant, again))
            _mark_lifted(session, each.grant, [row.number for row in above if row not in again])
    tell(session, told, role=role)
    for grant, again in moved:
        _renumber(session, grant, again)


def mask(uses: Sequence[Use] | None) -> int:
    return EVERY_USE if uses is None else mask_of(uses)


def _one_each(rows: Sequence[Suspension]) -> list[Suspension]:
    return list({row.number: row for row in rows}.values())


def _mark_lifted(session: Session, grant: Grant, numbers: Sequence[int]) -> None:
    """So that a standing pause does not reach again what somebody lifted here."""
    session.execute(
        update(PausedGrant)
        .where(PausedGrant.grant_id == grant.id, PausedGrant.number.in_(numbers))
        .values(lifted=True)
    )


def _renumber(session: Session, grant: Grant, again: Sequence[Suspension]) -> None:
    """Said again, a standing pause has another number; the newest is that of the last."""
    if not again:
        return
    first = newest_numbers(session, [grant.id])[grant.id] - len(again) + 1
    for count, row in enumerate(again):
        session.execute(
            update(PausedGrant)
            .where(PausedGrant.grant_id == grant.id, PausedGrant.number == row.number)
            .values(number=first + count)
        )
