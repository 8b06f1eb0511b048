"""Which uses of a grant are paused for everybody whom it was given to."""

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import and_
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from consent.grants.models import Lifting, Suspension
from consent.grants.suspending import ordered_among
from consent.terms.bits import EVERY_USE


def paused(session: Session, grant_id: UUID, limits: Mapping[str, Any], on: date) -> int:
    """Bits. A pause for one client counts where that client is the only one it was given to. What
    is being ended is not allowed to anybody."""
    if ordered_among(session, [grant_id]):
        return EVERY_USE
    by_client: dict[UUID | None, int] = {}
    for client_id, uses in _pauses(session, grant_id, on):
        by_client[client_id] = by_client.get(client_id, 0) | uses
    for_all = by_client.pop(None, 0)
    given_to = [UUID(each) for each in limits.get("clients", ())]
    if not given_to:
        return for_all
    return for_all | reduce(and_, (by_client.get(each, 0) for each in given_to))


def _pauses(session: Session, grant_id: UUID, on: date) -> list[tuple[UUID | None, int]]:
    of = Suspension
    lifted = exists().where(Lifting.suspension_id == of.id, Lifting.true_from <= on)
    wanted = select(of.client_id, of.uses).where(
        of.grant_id == grant_id,
        of.true_from <= on,
        or_(of.until.is_(None), of.until >= on),
        ~lifted,
    )
    return [(row.client_id, row.uses) for row in session.execute(wanted)]
