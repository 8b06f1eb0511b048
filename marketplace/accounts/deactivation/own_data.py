"""What is kept of somebody's deactivations: for their copy, and when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from marketplace.accounts.deactivation.models import Deactivation, DeactivationWords


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    rows = session.execute(
        select(Deactivation, DeactivationWords)
        .outerjoin(DeactivationWords, DeactivationWords.deactivation_id == Deactivation.id)
        .where(Deactivation.account_id == person_id)
        .order_by(Deactivation.decided_at, Deactivation.id)
    )
    return {"deactivations": [_exported(row, words) for row, words in rows]}


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: the words. That it was decided stays, as an id and a reason."""
    theirs = select(Deactivation.id).where(Deactivation.account_id == person_id)
    of = DeactivationWords
    session.execute(delete(of).where(of.deactivation_id.in_(theirs)))


def _exported(row: Deactivation, words: DeactivationWords | None) -> dict[str, Any]:
    return {
        "reason": row.reason.value,
        "decided_at": row.decided_at.isoformat(),
        "takes_effect_at": row.takes_effect_at.isoformat(),
        "evidence": words.evidence if words else "",
        "answer": words.answer if words else "",
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
    }
