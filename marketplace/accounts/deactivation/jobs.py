"""By the clock: a deactivation takes effect, and an undecided appeal counts as right."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from marketplace.accounts.deactivation import steps
from marketplace.accounts.deactivation.models import Deactivation, DeactivationEnding

_AT_ONCE = 100


def take_effect(lease: Lease) -> str:
    """The gate closes by itself; this answers what was open."""
    of = Deactivation
    due = _ids(of.takes_effect_at <= now(), of.effected_at.is_(None))
    for each in due:
        with transaction() as session:
            lease.confirm(session)
            row = steps.locked(session, each)
            if row.ended_at is None and row.effected_at is None:
                steps.take_effect(session, row, actor=SYSTEM)
    return f"{len(due)} took effect"


def reinstate_late(lease: Lease) -> str:
    """We promised an answer by then; who did not get one does not pay for it."""
    of = Deactivation
    due = _ids(of.appeal_due_at < now(), of.upheld_at.is_(None))
    for each in due:
        with transaction() as session:
            lease.confirm(session)
            row = steps.locked(session, each)
            if row.waits_for_decision:
                steps.end(session, row, DeactivationEnding.APPEAL_LATE, actor=SYSTEM)
    return f"{len(due)} reinstated"


def _ids(*which: ColumnElement[bool]) -> list[UUID]:
    session, of = db.session(), Deactivation
    wanted = select(of.id).where(of.ended_at.is_(None), *which).order_by(of.id)
    found = list(session.scalars(wanted.limit(_AT_ONCE)))
    session.rollback()
    return found


JOBS = (
    Job("deactivation.take_effect", take_effect, timedelta(minutes=1)),
    Job("deactivation.reinstate_late", reinstate_late, timedelta(minutes=10)),
)
