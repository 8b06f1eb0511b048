"""Legal holds: which stand, and the steps that place and lift them."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from consent.media.errors import (
    DestructionBegan,
    HoldAlreadyLifted,
    HoldNotFound,
    HoldTooLong,
    RecordingNotFound,
)
from consent.media.filing import lock_files
from consent.media.models import Destruction, LegalHold, LegalHoldLifting, LegalHoldWords
from foundation.clock import now
from foundation.statements import among

LONGEST = timedelta(days=366)
"""Then somebody must say again that it is needed."""


def holds_on(session: Session, recordings: Collection[UUID]) -> dict[UUID, date]:
    """Until when each is held, where it is."""
    found: dict[UUID, date] = {}
    these = select(LegalHold.recording_id, LegalHold.until).where(
        among(session, LegalHold.recording_id, recordings), stands()
    )
    for recording, until in session.execute(these):
        found[recording] = max(until, found.get(recording, until))
    return found


def held() -> Select[UUID]:
    """The recordings of which nothing is destroyed today."""
    return select(LegalHold.recording_id).where(stands())


def stands() -> ColumnElement[bool]:
    lifted = select(LegalHoldLifting.hold_id)
    return and_(LegalHold.until >= now().date(), LegalHold.id.not_in(lifted))


def place(
    session: Session, recording_id: UUID, *, name: str, reason: str, until: date, by: UUID
) -> LegalHold:
    """A step. Waits for a destruction that is being begun, and then is too late."""
    latest = now().date() + LONGEST
    if not now().date() <= until <= latest:
        raise HoldTooLong(latest)
    if not lock_files(session, recording_id):
        raise RecordingNotFound
    begun = select(Destruction.id).where(
        Destruction.recording_id == recording_id, Destruction.begun_at.is_not(None)
    )
    if session.scalar(begun.limit(1)) is not None:
        raise DestructionBegan
    hold = LegalHold(recording_id=recording_id, until=until, placed_by=by)
    session.add(hold)
    session.flush()
    session.add(LegalHoldWords(hold_id=hold.id, name=name, reason=reason))
    return hold


def lift(session: Session, hold_id: UUID, *, by: UUID) -> LegalHold:
    """A step. Of two who lift at once one does."""
    hold = session.get(LegalHold, hold_id)
    if hold is None:
        raise HoldNotFound
    lock_files(session, hold.recording_id)
    if session.get(LegalHoldLifting, hold_id) is not None:
        raise HoldAlreadyLifted
    session.add(LegalHoldLifting(hold_id=hold_id, lifted_by=by))
    session.flush()
    return hold
