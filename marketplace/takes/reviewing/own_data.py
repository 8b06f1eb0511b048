"""What is kept of how somebody's takes were judged: for their copy of it, and when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from marketplace.takes.models import Take, Track
from marketplace.takes.reviewing.models import TakeNote
from marketplace.takes.reviewing.queries import said_of


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`: each take that they play in, with what was said of it."""
    wanted = (
        select(Take)
        .join(Track, Track.take_id == Take.id)
        .where(Track.performer_id == person_id)
        .order_by(Take.begun_at, Take.id)
    )
    return {"takes": [_exported(session, take) for take in session.scalars(wanted).unique()]}


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: words about their takes, and words of their own. Scores and codes name
    ids only, and stay with what was paid for them."""
    theirs = select(Track.take_id).where(Track.performer_id == person_id)
    gone = or_(TakeNote.take_id.in_(theirs), TakeNote.author_id == person_id)
    session.execute(delete(TakeNote).where(gone))


def _exported(session: Session, take: Take) -> dict[str, Any]:
    return {
        "id": str(take.id),
        "number": take.number,
        "state": take.state.value,
        "reviews": [
            {
                "at": each.review.at.isoformat(),
                "verdict": each.review.verdict.value,
                "code": each.review.code.value if each.review.code else None,
                "note": each.note,
            }
            for each in said_of(session, take.id)
        ],
    }
