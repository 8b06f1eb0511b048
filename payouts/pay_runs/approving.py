"""Letting a planned run go, or not. What was approved is frozen."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from payouts.pay_runs import counting_again, limits, news, policy, rules, sums, voiding
from payouts.pay_runs.errors import (
    ApprovedBefore,
    OwnPayment,
    PayoutIsFrozen,
    PayoutNotFound,
    RunChanged,
    RunIsBeingPlanned,
    RunIsNotPlanned,
    RunNotFound,
)
from payouts.pay_runs.models import (
    LIVE,
    Payout,
    PayoutState,
    PayRun,
    RunApproval,
    RunState,
    TakenOut,
)


def approve_run(run_id: UUID, fingerprint: str, *, actor: Actor) -> bool:
    """Of exactly the plan that was looked at. Says whether that was enough; above the limit
    somebody else must, too. What must be withheld is counted again first, and kept even where it
    makes another plan of it, which nobody has looked at yet."""
    with transaction() as session:
        run = _planned(session, run_id, actor)
        counting_again.count_again(session, run)
        found, number = sums.totals(session, [run.id])[run.id], run.number
        same = sums.fingerprint(run, found) == fingerprint
        enough = same and _approve(session, run, fingerprint, actor)
    if not same:
        raise RunChanged(number)
    return enough


def _approve(session: Session, run: PayRun, fingerprint: str, actor: Actor) -> bool:
    approvals = approvals_of(session, run.id)
    # An approval of what the plan was before does not count; its person may look again.
    if any(each.approved_by == actor.id and each.fingerprint == fingerprint for each in approvals):
        raise ApprovedBefore(run.number)
    approval = RunApproval(run_id=run.id, approved_by=actor.id, fingerprint=fingerprint)
    session.add(approval)
    session.flush()
    audit.record(session, actor, "pay_run.approved", run.id, number=run.number)
    counted = {each.approved_by for each in approvals if each.fingerprint == fingerprint}
    if len(counted | {actor.id}) < limits.people_needed(session, run, actor.id):
        news.tell_second_needed(session, run, actor)
        return False
    _freeze(session, run)
    return True


def reject_run(run_id: UUID, because: str, *, actor: Actor) -> None:
    """Its payouts are void, and its earnings are for the next run."""
    with transaction() as session:
        run = _planned(session, run_id, actor)
        _reject(session, run, because, actor)
        voiding.void_some_of(session, run)


def take_out(payout_id: UUID, because: str, *, actor: Actor) -> UUID:
    """One payout out of a plan; the rest of it goes on. Approvals of the whole do not count, and
    with its last payout the run is rejected. The run's id."""
    with transaction() as session:
        payout = session.get(Payout, payout_id)
        if payout is None:
            raise PayoutNotFound
        run = _planned(session, payout.run_id, actor)
        session.refresh(payout)
        if payout.state is not PayoutState.PLANNED:
            raise PayoutIsFrozen
        voiding.void(session, payout, because)
        session.add(TakenOut(payout_id=payout.id, because=because, taken_by=actor.id))
        audit.record(session, actor, "payout.taken_out", payout.id, number=run.number)
        if not sums.totals(session, [run.id])[run.id]:
            _reject(session, run, because, actor)
        return run.id


def approvals_of(session: Session, run_id: UUID) -> Sequence[RunApproval]:
    of = RunApproval
    wanted = select(of).where(of.run_id == run_id).order_by(of.approved_at, of.id)
    return session.scalars(wanted).all()


def _planned(session: Session, run_id: UUID, actor: Actor) -> PayRun:
    """The schedule's lock is what two who decide queue for."""
    rules.lock(session)
    run = session.get(PayRun, run_id, populate_existing=True)
    if run is None:
        raise RunNotFound
    if not policy.may_view_runs(actor):
        raise RunNotFound
    if run.state is RunState.PLANNING:
        raise RunIsBeingPlanned(run.number)
    if run.state is not RunState.PLANNED:
        raise RunIsNotPlanned(run.number, run.state.value)
    own = select(Payout.id).where(
        Payout.run_id == run_id, Payout.performer_id == actor.id, Payout.state.in_(LIVE)
    )
    if session.scalar(own) is not None:
        raise OwnPayment(run.number)
    return run


def _freeze(session: Session, run: PayRun) -> None:
    session.execute(
        update(Payout)
        .where(Payout.run_id == run.id, Payout.state == PayoutState.PLANNED)
        .values(state=PayoutState.APPROVED, changed_at=now(), version=Payout.version + 1)
        .execution_options(synchronize_session=False)
    )
    run.state, run.decided_at = RunState.APPROVED, now()
    session.flush()
    news.announce(session, run, "approved")


def _reject(session: Session, run: PayRun, because: str, actor: Actor) -> None:
    run.state, run.rejected_because, run.decided_at = RunState.REJECTED, because, now()
    session.flush()
    audit.record(session, actor, "pay_run.rejected", run.id, number=run.number)
    news.tell_rejected(session, run, actor)
