"""A process that plans and approves pay runs until somebody kills it: `python -m
tests.payouts.pay_runs.working URL VAR`. It imports everything once and then, for each line that it
reads, works as a new process.

`earn`: work of three weeks. `pay`: plans, approves, rejects and tells as jobs and people do, under
whoever traces it, and may be told to have a fault. `go on`: the same again a day later, by a
process that knows nothing of the one before; then says what is wrong.
"""

import gc
import json
import os
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.actors import Actor, Power
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.settings import Settings
from payouts.earnings import settling
from payouts.earnings.models import Earning, EarningState
from payouts.pay_runs import approving, asking, planning, sums
from payouts.pay_runs.jobs import JOBS
from payouts.pay_runs.models import Payout, PayoutState, RunState
from payouts.statements.jobs import JOBS as STATEMENT_JOBS
from payouts.statements.models import StatementSent
from tests.cast import START
from tests.payouts.earnings.earned import collected, published
from tests.payouts.pay_runs.earned import all_of, faults, hold, runs
from wsgi import create_app

PEOPLE = [UUID(int=100 + n) for n in range(5)]
APPROVERS = [Actor(UUID(int=n), "finance", powers=frozenset((Power.APPROVE_PAY,))) for n in (2, 3)]
WEEK = timedelta(weeks=1)
REJECTED = "P-2026-00002"


def warm_up() -> None:
    """The whole story once, here and not in a child: each child would compile every statement
    again, which takes longer than to plan. All that it opened is let go."""
    earn({})
    _weeks(timedelta())
    _weeks(timedelta(days=1))
    assert not [*faults(), *_left_out(), *_untold()]
    db.session.remove()
    db.engine.dispose()
    clock.release()
    gc.collect()
    gc.freeze()


def earn(_given: dict[str, Any]) -> None:
    """Each week's work is published in it, so that a run finds what is before its cut-off."""
    for week in range(3):
        at = START + week * WEEK
        for person in PEOPLE:
            published(person, 6_000, 1_550, published_at=at)
            published(person, 300_050, currency="HUF", published_at=at)
    clock.hold(START)
    while collected():
        pass
    hold(all_of(Earning)[0].id, START.date() + timedelta(days=90))


def pay(given: dict[str, Any]) -> None:
    if given.get("fault") == "claims late":
        _claim_late()
    _wait_for_tracer()
    _weeks(timedelta())


def go_on(_given: dict[str, Any]) -> None:
    """A day later by every clock."""
    _weeks(timedelta(days=1))
    _say(faults=[*faults(), *_left_out(), *_untold()])


def _weeks(later: timedelta) -> None:
    """All of it is harmless to repeat, as jobs and second clicks are."""
    planning.AT_ONCE = 2
    for week in range(3):
        clock.hold(START + (week + 1) * WEEK + timedelta(days=1) + later)
        _jobs()
        for run in runs():
            if run.state is RunState.PLANNED and run.number != REJECTED:
                _approve(run)
        for run in runs():
            if run.state is RunState.PLANNED and run.number == REJECTED:
                approving.reject_run(run.id, "Wrong.", actor=APPROVERS[0])
        _jobs()


def _approve(run: Any) -> None:
    db.session.rollback()
    fingerprint = sums.fingerprint(run, sums.totals(db.session(), [run.id])[run.id])
    approving.approve_run(run.id, fingerprint, actor=APPROVERS[0])


def _jobs() -> None:
    telling = [each for each in STATEMENT_JOBS if each.name == "statements.send"]
    run_due([*JOBS, *telling], new_id(), even_if_not_due=True)


def _left_out() -> list[str]:
    """Whose work is approved and in no approved payout; the one that is held should be."""
    approved = {each.id for each in all_of(Payout) if each.state is PayoutState.APPROVED}
    found = []
    for each in all_of(Earning):
        if each.state is EarningState.HELD:
            continue
        if each.payout_id not in approved:
            found.append(f"{each.id} of {each.performer_id} was left out: {each.state}")
    if sum(each.state is EarningState.HELD for each in all_of(Earning)) != 1:
        found.append("what is held was paid")
    return found


def _untold() -> list[str]:
    """Whoever is in an approved run has its statement; that it is sent once, its key sees to."""
    approved = {each.id for each in runs() if each.state is RunState.APPROVED}
    paid = {(each.run_id, each.performer_id) for each in all_of(Payout)}
    sent = {(each.run_id, each.performer_id) for each in all_of(StatementSent)}
    return [
        f"{performer_id} has no statement of {run_id}"
        for run_id, performer_id in sorted(paid - sent)
        if run_id in approved
    ]


def _claim_late() -> None:
    """A planted fault: a plan is kept, and then another transaction claims its earnings."""
    claim, plan, kept = settling.claim, planning._plan, []

    def later(session: Any, payouts: Any) -> None:
        kept.append(payouts)

    def plan_then_claim(run_id: UUID, payees: Sequence[UUID], *, trusted: bool) -> None:
        plan(run_id, payees, trusted=trusted)
        with transaction() as session:
            while kept:
                claim(session, kept.pop())

    settling.claim = later  # type: ignore[assignment]
    planning._plan = plan_then_claim


def _say(**words: object) -> None:
    """One write, so that what was said is whole or was not said."""
    os.write(1, (json.dumps(words, default=str) + "\n").encode())


def _wait_for_tracer() -> None:
    _say(pid=os.getpid())
    while "TracerPid:\t0\n" in Path("/proc/self/status").read_text():
        time.sleep(0.002)
    time.sleep(0.02)


def _as_new_process(do: Any, given: dict[str, Any]) -> None:
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        _say(ended=status)
        return
    try:
        do(given)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


_DOES = {"earn": earn, "pay": pay, "go on": go_on}


def main(url: str, var: str) -> None:
    settings = Settings(var=Path(var), database_url=url, url="http://127.0.0.1").completed()
    with create_app(settings).app_context():
        asking.payee_states_in = ()  # Everybody can be paid.
        warm_up()
        _say(ready=True)
        for line in sys.stdin:
            asked = json.loads(line)
            _as_new_process(_DOES[asked["do"]], asked)


if __name__ == "__main__":
    main(*sys.argv[1:])
