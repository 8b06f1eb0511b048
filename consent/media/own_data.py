"""The words of legal holds on what somebody performs in: shown to them, and erased once it is over.
That a hold was, by whom and until when, is evidence and stays."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.media.models import LegalHold, LegalHoldLifting, LegalHoldWords
from consent.media.queries import kept_of
from foundation.clock import now
from foundation.statements import changed

WORDS_KEPT = timedelta(days=366)
"""After a hold is over, for whoever asks why files were kept."""


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    mine = select(Grant.recording_id).where(Grant.performer_id == person_id).distinct()
    return {
        "recordings_held": [
            {
                "recording": str(recording),
                "name": each.name,
                "reason": each.reason,
                "placed_at": each.hold.placed_at.isoformat(),
                "until": each.hold.until.isoformat(),
                "lifted_at": each.lifted_at and each.lifted_at.isoformat(),
            }
            for recording in sorted(session.scalars(mine))
            for each in kept_of(session, recording).holds
        ]
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`, a step. While a hold stands it must be named; `forget_old` follows."""
    mine = select(Grant.recording_id).where(Grant.performer_id == person_id)
    _erase(session, LegalHold.recording_id.in_(mine), after=timedelta(0))


def forget_old(session: Session) -> int:
    """A step. Gives how many were erased."""
    return _erase(session, LegalHold.id.is_not(None), after=WORDS_KEPT)


def _erase(session: Session, which: ColumnElement[bool], *, after: timedelta) -> int:
    at = now() - after
    lifted = select(LegalHoldLifting.hold_id).where(LegalHoldLifting.lifted_at <= at)
    over = select(LegalHold.id).where(
        which, or_(LegalHold.until < at.date(), LegalHold.id.in_(lifted))
    )
    gone = delete(LegalHoldWords).where(LegalHoldWords.hold_id.in_(over))
    return changed(session, gone.execution_options(synchronize_session=False))
