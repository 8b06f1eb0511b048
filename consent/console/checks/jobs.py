"""Checks are asked every night, and when somebody wants one asked now."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from consent.console.checks.models import CheckRequest, CheckRun
from consent.console.checks.running import checks, run_checks
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease

LOOKS_EVERY = timedelta(seconds=5)
_AT_NIGHT = time(2, tzinfo=UTC)


def has_work() -> bool:
    session = db.session()
    try:
        return bool(_due(session) or _requests(session))
    finally:
        session.rollback()


def ask_due(lease: Lease) -> str:
    """What was asked for by hand, and once after every 02:00 UTC all that there are."""
    session = db.session()
    due, requests = _due(session), _requests(session)
    names, ids = {each.name for each in requests} | set(due), [each.id for each in requests]
    session.rollback()
    if not names:
        return "0 checks asked"
    done = run_checks(names, actor=SYSTEM)
    with transaction() as writing:
        lease.confirm(writing)
        answered = update(CheckRequest).where(CheckRequest.id.in_(ids))
        writing.execute(answered.values(answered_at=now()))
    return f"{len(done)} checks asked, {sum(each.found for each in done)} findings"


def _due(session: Session) -> list[str]:
    asked = select(CheckRun.name, func.max(CheckRun.started_at)).group_by(CheckRun.name)
    last = {name: at for name, at in session.execute(asked)}
    night = _last_night(now())
    return [each.name for each in checks() if each.name not in last or last[each.name] < night]


def _requests(session: Session) -> Sequence[CheckRequest]:
    waiting = select(CheckRequest).where(CheckRequest.answered_at.is_(None))
    return session.scalars(waiting).all()


def _last_night(at: datetime) -> datetime:
    tonight = datetime.combine(at.date(), _AT_NIGHT)
    return tonight if tonight <= at else tonight - timedelta(days=1)


JOBS = (Job("checks.ask", ask_due, LOOKS_EVERY, thread="checks", has_work=has_work),)
