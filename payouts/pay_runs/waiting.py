"""Runs that wait for somebody's approval: on their first page, and among the queues."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor, Power
from foundation.hooks import Queue, Waiting
from payouts.pay_runs import approving, queries, sums
from payouts.pay_runs.models import PayRun, RunState


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`. Not for whom it pays, nor for who has approved it."""
    if Power.APPROVE_PAY not in actor.powers:
        return
    wanted = select(PayRun).where(PayRun.state == RunState.PLANNED).order_by(PayRun.pay_on)
    for run in session.scalars(wanted):
        fingerprint = sums.fingerprint(run, sums.totals(session, [run.id])[run.id])
        approved = any(
            each.approved_by == actor.id and each.fingerprint == fingerprint
            for each in approving.approvals_of(session, run.id)
        )
        if not approved and not queries.is_paid_in(session, run, actor.id):
            yield Waiting(f"Approve pay run {run.number}", f"/finance/runs/{run.id}", _due_at(run))


def _due_at(run: PayRun) -> datetime:
    """Before its pay day begins; of one that was planned on that day, before it is over."""
    begins = datetime.combine(run.pay_on, time(), UTC)
    return begins if run.planned_at < begins else begins + timedelta(days=1)


def queues_in(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`."""
    waiting = select(func.count(), func.min(PayRun.planned_at))
    planned = waiting.where(PayRun.state == RunState.PLANNED)
    yield Queue("Pay runs to approve", *session.execute(planned).one())
