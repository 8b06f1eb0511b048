"""Lifting one pause of a grant where others of the same cause may lie on top of it.

The ledger lifts the latest of a cause: what lies above the one that is meant is lifted too, and
said again, so that it holds on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Suspension
from consent.grants.suspending import newest_numbers, not_lifted
from consent.ledger.explaining.consenting import ConsentResumed
from consent.ledger.explaining.words import SuspensionCause, Use
from consent.recordings.models import PausedGrant
from consent.recordings.pausing import scope_of, suspension_of
from consent.rights.telling import Told, about, tell
from consent.terms.bits import EVERY_USE, mask_of
from foundation.clock import now
from foundation.statements import among


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
    standing = not_lifted(session, [grant.id for grant in grants])
    found = {id: [row for row in rows if row.cause == cause] for id, rows in standing.items()}
    return {id: rows for id, rows in found.items() if rows}


def holding(row: Suspension) -> bool:
    return row.until is None or row.until >= now().date()


def lift(session: Session, lifts: Sequence[Lift], cause: SuspensionCause, *, role: str) -> None:
    """A step, under the locks of the threads. What was lifted before is left alone."""
    standing = of_cause(session, [each.grant for each in lifts], cause)
    told: list[Told] = []
    again: dict[UUID, list[int]] = {}
    for each in lifts:
        rows = standing.get(each.grant.id, [])
        if any(row.number == each.number for row in rows):
            above = _one_each([row for row in rows if row.number >= each.number])
            held = [row for row in above[1:] if each.again and holding(row)]
            told += [(each.grant, ConsentResumed(**about(each.grant), cause=cause)) for _ in above]
            told += [(each.grant, suspension_of(each.grant, scope_of(row))) for row in held]
            again[each.grant.id] = [row.number for row in held]
    tell(session, told, role=role)
    _note(session, {each.grant.id: each.number for each in lifts if each.grant.id in again}, again)


def mask(uses: Sequence[Use] | None) -> int:
    return EVERY_USE if uses is None else mask_of(uses)


def _one_each(rows: Sequence[Suspension]) -> list[Suspension]:
    return list({row.number: row for row in rows}.values())


def _note(
    session: Session, lifted: Mapping[UUID, int], again: Mapping[UUID, Sequence[int]]
) -> None:
    """A standing pause does not reach again what was lifted here; what was said again has a new
    number, the newest being that of the last."""
    newest = newest_numbers(session, list(again))
    reached = select(PausedGrant).where(
        among(session, PausedGrant.grant_id, list(again)), ~PausedGrant.lifted
    )
    for row in session.scalars(reached).all():
        held = again[row.grant_id]
        if row.number in held:
            row.number = newest[row.grant_id] - len(held) + 1 + held.index(row.number)
        elif row.number >= lifted[row.grant_id]:
            row.lifted = True
