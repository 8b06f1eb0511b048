"""How it is with the check of a performer: the newest holds, until its last day."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.profiles.identity.models import IdentityCheck

UNCHECKED = "Identity and age have not been checked yet."
NOT_PROVEN = "The last check did not prove identity and age."
EXPIRED = "The check of identity and age has expired."


def may_be_booked(session: Session, performer_id: UUID) -> list[str]:
    """What is missing, in sentences; nothing where they may be."""
    check = newest_checks(session, [performer_id]).get(performer_id)
    if check is None:
        return [UNCHECKED]
    if not (check.is_person and check.is_adult):
        return [NOT_PROVEN]
    return [EXPIRED] if check.expires_on < now().date() else []


def newest_checks(session: Session, ids: Collection[UUID]) -> dict[UUID, IdentityCheck]:
    of = IdentityCheck
    rows = session.scalars(select(of).where(of.performer_id.in_(ids)).order_by(of.kept_at, of.id))
    return {row.performer_id: row for row in rows}
