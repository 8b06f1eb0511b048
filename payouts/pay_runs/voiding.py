"""A payout that will not be: its money is payable again, and the next run finds its earnings."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import transaction
from payouts.earnings import settling
from payouts.journal.resolving import void_pending
from payouts.pay_runs import rules
from payouts.pay_runs.models import Payout, PayoutState, PayRun, RunState
from payouts.pay_runs.planning import change_carry

_AT_ONCE = 200


def void(session: Session, payout: Payout, because: str) -> None:
    """A step, under the schedule's lock: nothing of it was ever sent."""
    void_pending(session, f"void payout {payout.id}", payout.posting_group_id)
    free(session, payout, because)


def free(session: Session, payout: Payout, because: str) -> None:
    """A step, under the schedule's lock, for money that is back in the journal's payable."""
    settling.let_go(session, payout.id)
    left_behind = payout.carried_out_minor - payout.carried_in_minor
    if left_behind:
        change_carry(session, payout, -left_behind)
    payout.state, payout.because, payout.changed_at = PayoutState.VOID, because, now()
    session.flush()


def void_some_of(session: Session, run: PayRun) -> int:
    """A step. Of a rejected run, as many as one transaction should hold."""
    wanted = (
        select(Payout)
        .where(Payout.run_id == run.id, Payout.state == PayoutState.PLANNED)
        .order_by(Payout.planned_at, Payout.id)
        .limit(_AT_ONCE)
    )
    found = session.scalars(wanted).all()
    for payout in found:
        void(session, payout, run.rejected_because)
    return len(found)


def void_rejected() -> int:
    """The rest of what was rejected. Says how many payouts that were."""
    done = 0
    while True:
        with transaction() as session:
            rules.lock(session)
            left = (
                select(PayRun)
                .join(Payout, Payout.run_id == PayRun.id)
                .where(PayRun.state == RunState.REJECTED, Payout.state == PayoutState.PLANNED)
                .limit(1)
            )
            run = session.scalars(left).one_or_none()
            if run is None:
                return done
            done += void_some_of(session, run)
