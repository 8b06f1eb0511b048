"""Opening a run: of a period that is over, on demand, or for what would be late. Each once."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM, Actor, Power
from foundation.clock import now
from foundation.database import transaction
from foundation.numbering import next_number
from payouts.earnings.models import Earning, EarningState
from payouts.pay_runs import due, periods, rules
from payouts.pay_runs.asking import Readiness, payee_states
from payouts.pay_runs.errors import AnotherWaits, CutOffToCome, NothingToPay
from payouts.pay_runs.models import PayRun, RunCounter, RunKind, RunState
from payouts.pay_runs.planning import go_on

LATE_DAYS = 1
"""Before its last day: what is not in a run then gets one of its own."""


def plan_due(as_of: datetime | None = None) -> UUID | None:
    """The newest period that is over, unless it was planned or nothing is due. Earlier ones that
    nobody planned are in it: a run pays all that was approved before its cut-off."""
    finish_planning()
    if as_of is not None and as_of > now():
        raise CutOffToCome
    with transaction() as session:
        rules.lock(session)
        period = periods.period_ended_by(rules.history(session), as_of or now())
        known = select(PayRun.id).where(
            PayRun.schedule == rules.WEEKLY,
            PayRun.kind == RunKind.SCHEDULED,
            PayRun.period_starts_on == period.starts_on,
        )
        if session.scalar(known) is not None:
            return None
        run = _run(
            SYSTEM,
            RunKind.SCHEDULED,
            period_starts_on=period.starts_on,
            starts_at=period.starts_at,
            ends_at=period.ends_at,
            zone=period.zone,
            # Planned late, it is paid as soon as it can be.
            pay_on=max(period.pay_on, now().date()),
        )
        run_id = _kept_if_due(session, run, SYSTEM)
    if run_id is not None:
        go_on(run_id)
    return run_id


def plan_on_demand(*, because: str, actor: Actor) -> UUID:
    """All that is payable now. One at a time: a second click finds the first."""
    actor.require_power(Power.APPROVE_PAY)
    with transaction() as session:
        rules.lock(session)
        waiting = select(PayRun.number).where(
            PayRun.kind == RunKind.ON_DEMAND,
            PayRun.state.in_((RunState.PLANNING, RunState.PLANNED)),
        )
        number = session.scalar(waiting)
        if number is not None:
            raise AnotherWaits(number)
        run = _run(actor, RunKind.ON_DEMAND, because=because, **_now_in(session))
        run_id = _kept_if_due(session, run, actor)
    if run_id is None:
        raise NothingToPay
    go_on(run_id)
    return run_id


def plan_late() -> UUID | None:
    """Once a day: what must be paid by tomorrow, to whoever can be paid."""
    finish_planning()
    with transaction() as session:
        rules.lock(session)
        today = now().date()
        last = today + timedelta(days=LATE_DAYS)
        known = select(PayRun.id).where(
            PayRun.schedule == rules.WEEKLY,
            PayRun.kind == RunKind.LATE,
            PayRun.period_starts_on == today,
        )
        if session.scalar(known) is not None or not _would_be_late(session, last):
            return None
        run = _run(
            SYSTEM,
            RunKind.LATE,
            period_starts_on=today,
            due_by=last,
            because="It would be late otherwise.",
            **_now_in(session),
        )
        run_id = _kept_if_due(session, run, SYSTEM)
    if run_id is not None:
        go_on(run_id)
    return run_id


def finish_planning() -> int:
    """Goes on with every run whose planning was stopped half way."""
    with transaction() as session:
        wanted = select(PayRun.id).where(PayRun.state == RunState.PLANNING)
        stopped = session.scalars(wanted.order_by(PayRun.planned_at)).all()
    for run_id in stopped:
        go_on(run_id)
    return len(stopped)


def _would_be_late(session: Session, last: date) -> bool:
    """Not where nothing can be sent: each day would have a run that pays nobody."""
    of = Earning
    wanted = select(of.performer_id, of.currency).where(
        of.state == EarningState.PAYABLE, of.pay_by <= last
    )
    pressing = session.execute(wanted.distinct()).all()
    known = rules.currency_rules(session)
    states = payee_states(session, {row.performer_id for row in pressing})
    return any(
        row.currency in known
        and known[row.currency].payable
        and states[row.performer_id].readiness is Readiness.READY
        and states[row.performer_id].takes(row.currency)
        for row in pressing
    )


def _now_in(session: Session) -> dict[str, Any]:
    """Until now, paid today."""
    at = now()
    begun, _ = periods.cut_off_by(rules.history(session), at)
    _, terms = periods.next_cut_off(rules.history(session), at)
    return {"starts_at": begun, "ends_at": at, "zone": terms.zone, "pay_on": at.date()}


def _run(actor: Actor, kind: RunKind, **said: Any) -> PayRun:
    """Not kept yet, so that a week in which nothing was earned has none."""
    said = {"period_starts_on": None, "due_by": None, "number": "", **said}
    return PayRun(schedule=rules.WEEKLY, kind=kind, asked_by=actor.id, **said)


def _kept_if_due(session: Session, run: PayRun, actor: Actor) -> UUID | None:
    if not due.next_performers(session, run, None, 1):
        return None
    run.number = next_number(session, RunCounter, "P")
    session.add(run)
    session.flush()
    audit.record(session, actor, "pay_run.begun", run.id, number=run.number)
    return run.id
