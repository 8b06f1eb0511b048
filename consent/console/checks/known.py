"""What is known now, against everything that was ever known: the newest row must be the right's."""

from collections.abc import Iterator

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from consent.console.checks.asking import OPERATIONS, Check, Question, Wrong
from consent.grants.models import Grant, KnownRight, Right

REMEMBERED = Check(
    "grants.remembered",
    "What a grant permits now is the last thing that is on record of it.",
    OPERATIONS,
)
_SAME = ("accepted", "uses", "constrained", "starts_on", "ends_on", "limit_set_id")


def ask(session: Session) -> Iterator[Wrong]:
    """Grants of which the newest row differs, or of which there is none."""
    later = aliased(KnownRight)
    newer = select(later.grant_id).where(
        later.grant_id == KnownRight.grant_id, later.number > KnownRight.number
    )
    of_grant = (Right.recording_id == Grant.recording_id) & (
        Right.performer_id == Grant.performer_id
    )
    newest = and_(KnownRight.grant_id == Grant.id, ~newer.exists())
    differs = [getattr(Right, name) != getattr(KnownRight, name) for name in _SAME]
    wanted = (
        select(Grant.thread, Grant.recording_id)
        .outerjoin(Right, of_grant & (Right.grant_id == Grant.id))
        .outerjoin(KnownRight, newest)
        .where(
            or_(
                Right.grant_id.is_(None),
                KnownRight.grant_id.is_(None),
                KnownRight.state != Right.state,
                *differs,
            )
        )
    )
    for thread, recording in session.execute(wanted):
        sentence = f"Thread {thread}: what is permitted now is not what was recorded last."
        yield Wrong(REMEMBERED, thread, sentence, recording)


QUESTION = Question((REMEMBERED,), ask)
