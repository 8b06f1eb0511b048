"""What happens to takes that nobody judges: reminders, and then they are accepted."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease, in_turn
from foundation.statements import insert_unless_there
from marketplace.takes import deciding, steps
from marketplace.takes.models import Take, TakeState
from marketplace.takes.reviewing import news, retakes
from marketplace.takes.reviewing.models import TakeReminder

REMINDED_HOURS = (48, 24)
_AT_ONCE = 200


def accept_unjudged(lease: Lease) -> str:
    """Whoever had seven days and said nothing has accepted."""
    return f"{in_turn(lease, _due(TakeState.TO_JUDGE), partial(_accept, lease))} accepted"


def end_retakes(lease: Lease) -> str:
    """What was asked for again, and played again, is let go. Where it was never played to the end
    the take is accepted: nobody waits for an evening, or a track, that does not come."""
    return f"{in_turn(lease, _due(TakeState.RETAKE), partial(_end_retake, lease))} ended"


def remind(lease: Lease) -> str:
    """Once for each of REMINDED_HOURS."""
    told = 0
    for hours in REMINDED_HOURS:
        reached = now() + timedelta(hours=hours)
        found = _ids(
            Take.state == TakeState.TO_JUDGE,
            Take.judge_by <= reached,
            Take.judge_by > reached - timedelta(hours=12),
            ~_is_reminded(hours),
        )
        told += in_turn(lease, found, partial(_remind, lease, hours))
    return f"{told} reminded"


def _accept(lease: Lease, take_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        take = steps.locked(session, take_id)
        if not _is_due(take, TakeState.TO_JUDGE):
            return 0
        deciding.accept(session, take, actor=SYSTEM)
        news.tell_performers(session, take, "accept")
        return 1


def _end_retake(lease: Lease, take_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        take = steps.locked(session, take_id)
        if not _is_due(take, TakeState.RETAKE):
            return 0
        _end(session, take)
        return 1


def _end(session: Session, take: Take) -> None:
    begun = set(session.scalars(select(Take.state).where(Take.retake_of == take.id)))
    if begun - {TakeState.CALLED_OFF, TakeState.COMING_IN}:
        deciding.let_go(session, take, actor=SYSTEM)
        return
    if TakeState.COMING_IN not in begun:
        retakes.promise_nothing(session, take)
    deciding.accept(session, take, actor=SYSTEM)
    news.tell_performers(session, take, "accept")


def _remind(lease: Lease, hours: int, take_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        take = steps.locked(session, take_id)
        if take.state is not TakeState.TO_JUDGE:
            return 0
        key = {"take_id": take.id, "hours": hours}
        if not insert_unless_there(session, TakeReminder, **key, told_at=now()):
            return 0
        news.tell_judges(session, take, "judge_soon", hours=hours)
        return 1


def _is_reminded(hours: int) -> ColumnElement[bool]:
    told = select(TakeReminder.take_id).where(
        TakeReminder.take_id == Take.id, TakeReminder.hours == hours
    )
    return told.exists()


def _is_due(take: Take, state: TakeState) -> bool:
    return take.state is state and take.judge_by is not None and take.judge_by <= now()


def _due(state: TakeState) -> list[UUID]:
    return _ids(Take.state == state, Take.judge_by <= now())


def _ids(*conditions: ColumnElement[bool]) -> list[UUID]:
    session = db.session()
    wanted = select(Take.id).where(*conditions).order_by(Take.judge_by, Take.id).limit(_AT_ONCE)
    found = list(session.scalars(wanted))
    session.rollback()
    return found


JOBS = (
    Job("takes.accept_unjudged", accept_unjudged, timedelta(minutes=15)),
    Job("takes.end_retakes", end_retakes, timedelta(minutes=15)),
    Job("takes.remind", remind, timedelta(minutes=30)),
)
