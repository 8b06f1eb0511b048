"""What happens to earnings by themselves: facts are collected, holds run out, what nobody appealed
against is applied."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease, in_turn
from payouts.earnings.collecting import collect
from payouts.earnings.correcting import propose_corrected
from payouts.earnings.hold_models import PayHold
from payouts.earnings.holding import run_out
from payouts.earnings.reducing import apply_unanswered
from payouts.earnings.reduction_models import Reduction, ReductionState

_AT_ONCE = 200


def collect_facts(lease: Lease) -> str:
    """Whatever was approved since the last run, so many at a time."""
    collected, after = 0, None
    while True:
        lease.refuse_lost()
        with transaction() as session:
            lease.confirm(session)
            found = collect(session, after)
        if found.upto is None and after is None:
            break
        collected += found.many
        # Once through, once more from the start: what was decided before may be written later.
        after = found.upto
    return f"{collected} collected, {_until_none(lease, propose_corrected)} corrections proposed"


def end_holds(lease: Lease) -> str:
    """Of which the last day is over."""
    over = select(PayHold.id).where(PayHold.ended_at.is_(None), PayHold.until_on < now().date())
    found = _read(over.order_by(PayHold.until_on, PayHold.id))
    return f"{in_turn(lease, found, partial(_one, lease, run_out))} ended"


def apply_reductions(lease: Lease) -> str:
    """Told at least 14 days ago, and nobody appealed."""
    of = Reduction
    due = select(of.id).where(of.state == ReductionState.PROPOSED, of.answer_by <= now())
    found = _read(due.order_by(of.answer_by, of.id))
    return f"{in_turn(lease, found, partial(_one, lease, apply_unanswered))} applied"


def _until_none(lease: Lease, do: Callable[[Session], int]) -> int:
    done = 0
    while True:
        lease.refuse_lost()
        with transaction() as session:
            lease.confirm(session)
            more = do(session)
        if not more:
            return done
        done += more


def _one(lease: Lease, do: Callable[[Session, UUID], bool], id_: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        return int(do(session, id_))


def _read(wanted: Any) -> Sequence[UUID]:
    session = db.session()
    found: Sequence[UUID] = session.scalars(wanted.limit(_AT_ONCE)).all()
    session.rollback()
    return found


JOBS = (
    Job("earnings.collect", collect_facts, timedelta(minutes=5)),
    Job("earnings.end_holds", end_holds, timedelta(minutes=15)),
    Job("earnings.reduce", apply_reductions, timedelta(minutes=15)),
)
