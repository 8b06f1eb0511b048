"""What happens to takes whose tracks nobody sends: reminders, and then they end."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease, in_turn
from marketplace.takes import deciding, steps
from marketplace.takes.arriving import news, standing
from marketplace.takes.models import Take, TakeState, TakeStep

REMINDED_HOURS = (72, 24)
"""Before the end."""
_AT_ONCE = 200


def end_uncompleted(lease: Lease) -> str:
    """Of two at once the lock lets one through, and the other finds it ended."""
    found = _ids(Take.begun_at <= now() - standing.SENT_WITHIN)
    return f"{in_turn(lease, found, partial(_end, lease))} ended"


def remind(lease: Lease) -> str:
    """Who has not sent theirs, or has to mend it: once for each of the hours."""
    told = 0
    for hours in REMINDED_HOURS:
        soon = now() - standing.SENT_WITHIN + timedelta(hours=hours)
        found = _ids(Take.begun_at <= soon, _untold(hours))
        told += in_turn(lease, found, partial(_remind, lease, hours))
    return f"{told} reminded"


def _end(lease: Lease, take_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        take = steps.locked(session, take_id)
        tracks = steps.tracks_of(session, take_id)
        if take.state is not TakeState.COMING_IN or not standing.is_stuck(session, take, tracks):
            return 0
        if standing.may_be_mended(session, take, tracks):
            return 0
        delivered = {each.id for each in tracks if each.state in standing.HERE}
        deciding.end_uncompleted(session, take, delivered, actor=SYSTEM)
        news.tell_not_completed(session, take, delivered)
        return 1


def _remind(lease: Lease, hours: int, take_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        take = steps.locked(session, take_id)
        tracks = standing.missing(steps.tracks_of(session, take_id))
        left = standing.send_by(take) - now()
        if take.state is not TakeState.COMING_IN or not tracks or _was_told(session, take, hours):
            return 0
        if not timedelta(0) < left <= timedelta(hours=hours):
            return 0
        steps.note(session, take, _act(hours), actor=SYSTEM)
        news.tell_to_send(session, take, {each.performer_id for each in tracks}, hours=hours)
        return 1


def _act(hours: int) -> str:
    return f"reminded_{hours}"


def _was_told(session: Session, take: Take, hours: int) -> bool:
    wanted = select(Take.id).where(Take.id == take.id, _untold(hours))
    return session.scalar(wanted) is None


def _untold(hours: int) -> ColumnElement[bool]:
    told = select(TakeStep.id).where(TakeStep.take_id == Take.id, TakeStep.act == _act(hours))
    return ~told.exists()


def _ids(*conditions: ColumnElement[bool]) -> list[UUID]:
    session = db.session()
    wanted = select(Take.id).where(Take.state == TakeState.COMING_IN, *conditions)
    found = list(session.scalars(wanted.order_by(Take.begun_at, Take.id).limit(_AT_ONCE)))
    session.rollback()
    return found


JOBS = (
    Job("takes.end_uncompleted", end_uncompleted, timedelta(minutes=15)),
    Job("takes.remind_to_send", remind, timedelta(minutes=30)),
)
