"""What ends an appeal shares, whoever or whatever ends it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from marketplace.takes import deciding
from marketplace.takes.appeals.models import AppealOutcome, TakeAppeal
from marketplace.takes.models import Take
from marketplace.takes.reviewing import news

WORKING_DAYS = 5
_SATURDAY = 5


def due_after(at: datetime, days: int = WORKING_DAYS) -> datetime:
    """So many working days later, at the same time of day."""
    while days:
        at += timedelta(days=1)
        days -= at.weekday() < _SATURDAY
    return at


def end(
    session: Session, take: Take, appeal: TakeAppeal, outcome: AppealOutcome, *, actor: Actor
) -> None:
    """A step, under the take's lock."""
    appeal.outcome, appeal.decided_by, appeal.decided_at = outcome, actor.id, now()
    if outcome is AppealOutcome.UPHELD:
        deciding.uphold(session, take, actor=actor)
    else:
        deciding.accept(session, take, actor=actor)
    said = "upheld" if outcome is AppealOutcome.UPHELD else "overturned"
    news.tell_performers(session, take, said)
    news.tell_client(session, take, said)
