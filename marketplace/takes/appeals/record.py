"""How a client judges takes, for everybody to read beside what it posts."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.takes.appeals.queries import overturns_of
from marketplace.takes.models import Take, TakeState

_JUDGED = (TakeState.ACCEPTED, TakeState.REJECTED, TakeState.APPEALED)


def record_of(session: Session, client_id: UUID) -> Iterator[str]:
    """For `hooks.client_record`. Nothing of who has judged nothing."""
    wanted = (
        select(Take.state, func.count())
        .where(Take.client_id == client_id, Take.state.in_(_JUDGED))
        .group_by(Take.state)
    )
    counted = {row[0]: row[1] for row in session.execute(wanted)}
    judged = sum(counted.values())
    if not judged:
        return
    rejected = judged - counted.get(TakeState.ACCEPTED, 0)
    yield f"Takes rejected: {rejected} of {judged} ({rejected * 100 // judged} %)."
    overturns = overturns_of(session, client_id)
    if overturns.decided:
        yield (
            f"Appeals granted against it: {overturns.overturned} of {overturns.decided} "
            f"({overturns.hundredths} %)."
        )
