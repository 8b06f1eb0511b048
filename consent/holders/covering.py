"""Whether what was handed over would still be permitted, for the same purpose, today."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from consent.decisions.deciding import decide
from consent.holders.models import HandedOver
from consent.holders.queries import stated


def covers_still(session: Session, handed: HandedOver, recording_id: UUID) -> bool:
    """In each of its uses and every dimension that was stated."""
    asked = stated(handed).purposes()
    return all(decide(session, recording_id, each).permitted for each in asked)


def covered_still(session: Session, handed: HandedOver, recordings: Collection[UUID]) -> set[UUID]:
    """The same of many recordings of one delivery: those that would be."""
    covered = set(recordings)
    for purpose in stated(handed).purposes():
        covered -= set(decide(session, covered, purpose).refused())
    return covered
