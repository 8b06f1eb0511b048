"""What happens by itself: every statement is sent once, and our punctuality is counted each day."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from foundation.statements import insert_unless_there
from payouts.pay_runs.models import Payout, PayRun, RunState, Skipped
from payouts.statements import news, queries, record
from payouts.statements.models import PayRecord, StatementsDone, StatementSent

_AT_ONCE = 200
_TOO_OLD = timedelta(days=14)
"""A statement of longer ago is no news: where this was away, or is new, it stays on its page."""


def send(lease: Lease) -> str:
    sent = 0
    for run_id in _to_do():
        after: UUID | None = None
        while True:
            with transaction() as session:
                lease.confirm(session)
                run = session.get_one(PayRun, run_id)
                performers = _not_told(session, run_id, after)
                for performer_id in performers:
                    _tell(session, run, performer_id)
                if not performers:
                    insert_unless_there(session, StatementsDone, run_id=run_id, done_at=now())
                    break
            sent, after = sent + len(performers), performers[-1]
    return f"{sent} sent"


def has_work() -> bool:
    return bool(_to_do())


def count(lease: Lease) -> str:
    today = now().date()
    with transaction() as session:
        lease.confirm(session)
        if session.get(PayRecord, today) is not None:
            return "counted before"
        session.add(record.counted(session, today))
    return "counted"


def _to_do() -> Sequence[UUID]:
    done = exists().where(StatementsDone.run_id == PayRun.id)
    wanted = select(PayRun.id).where(
        PayRun.state == RunState.APPROVED, PayRun.planned_at > now() - _TOO_OLD, ~done
    )
    return db.session().scalars(wanted.order_by(PayRun.planned_at)).all()


def _not_told(session: Session, run_id: UUID, after: UUID | None) -> Sequence[UUID]:
    """The next after one, in the order of ids: an approved run gets nobody new."""
    found: set[UUID] = set()
    for of in (Payout, Skipped):
        told = exists().where(
            StatementSent.run_id == run_id, StatementSent.performer_id == of.performer_id
        )
        wanted = select(of.performer_id).where(of.run_id == run_id, ~told)
        if after is not None:
            wanted = wanted.where(of.performer_id > after)
        wanted = wanted.distinct().order_by(of.performer_id).limit(_AT_ONCE)
        found.update(session.scalars(wanted))
    return sorted(found)[:_AT_ONCE]


def _tell(session: Session, run: PayRun, performer_id: UUID) -> None:
    session.add(StatementSent(run_id=run.id, performer_id=performer_id))
    news.tell(session, queries.summaries(session, performer_id, [run])[0], performer_id)


JOBS = (
    Job("statements.send", send, timedelta(minutes=1), has_work=has_work),
    Job("statements.count", count, timedelta(hours=6)),
)
