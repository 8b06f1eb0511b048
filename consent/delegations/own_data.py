"""What is kept of delegations by and to somebody, to read for themselves and to forget."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from consent.delegations import queries
from consent.delegations.actions import end_all
from consent.delegations.models import Delegation, DelegationAddress
from foundation.actors import SYSTEM


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    given = queries.given(session, person_id)
    held = session.scalars(select(Delegation).where(Delegation.observer_id == person_id)).all()
    ids = [each.id for each in (*given, *held)]
    ended, addresses = queries.ends(session, ids), queries.addresses(session, ids)

    def said(each: Delegation) -> dict[str, Any]:
        over = ended.get(each.id)
        return {
            "as": each.observing,
            "to": addresses.get(each.id),
            "since": each.opened_at.isoformat(),
            "until": each.until.isoformat(),
            "ended_at": over.isoformat() if over else None,
        }

    return {
        "delegations_given": [said(each) for each in given],
        "delegations_held": [said(each) for each in held],
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`. Nobody goes on reading for one who left; that they once did, stays."""
    end_all(session, person_id, SYSTEM)
    of = Delegation
    theirs = select(of.id).where(or_(of.performer_id == person_id, of.observer_id == person_id))
    addresses = delete(DelegationAddress).where(DelegationAddress.delegation_id.in_(theirs))
    session.execute(addresses.execution_options(synchronize_session=False))
