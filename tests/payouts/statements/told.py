"""Runs that were planned, let go, paid, given back: short to write in tests."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from foundation import clock
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import Job, run_due
from payouts.pay_runs import approving, opening, outgoing, sums
from payouts.pay_runs.models import Payout, PayRun
from payouts.statements import explaining
from payouts.statements.explaining import Statement
from tests.payouts.pay_runs.earned import all_of


def run_jobs(jobs: Sequence[Job]) -> None:
    run_due(jobs, new_id(), even_if_not_due=True)
    db.session.rollback()


def let_go(cast) -> UUID:
    """A run of all that is payable, approved by finance."""
    clock.move(timedelta(weeks=1))
    run_id = opening.plan_due()
    assert run_id is not None
    session = db.session()
    run = session.get_one(PayRun, run_id)
    seen = sums.fingerprint(run, sums.totals(session, [run_id])[run_id])
    if run.state == "planned":
        approving.approve_run(run_id, seen, actor=cast.fay.actor)
    return run_id


def payout_of(run_id: UUID, performer_id: UUID) -> UUID:
    found = [e for e in all_of(Payout) if (e.run_id, e.performer_id) == (run_id, performer_id)]
    return found[0].id


def sent(payout_id: UUID) -> None:
    with transaction() as session:
        assert outgoing.begin_sending(session, payout_id)
        assert outgoing.mark_sent(session, payout_id)


def paid(payout_id: UUID) -> None:
    sent(payout_id)
    with transaction() as session:
        assert outgoing.mark_paid(session, payout_id, now())


def returned(payout_id: UUID) -> None:
    with transaction() as session:
        assert outgoing.mark_returned(session, payout_id, now(), "The account is closed.")


def statement(run_id: UUID, person) -> Statement:
    db.session.rollback()
    return explaining.statement(db.session(), run_id, person.actor)
