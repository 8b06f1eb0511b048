"""A process that pays people until somebody kills it: `python -m tests.payouts.failures.paying URL
VAR ADDRESS`. It imports everything once and then, for each line that it reads, works as a new
process.

`warm up` comes first. `prepare`: performers, work of theirs, all of it approved. `pay`: collects,
plans, approves and sends, under the one who is going to trace it. `go on`: what is started a day
later, when Stripe has forgotten every key: says what is wrong then. It may be told to have a fault.
"""

import gc
import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select, update

from foundation import clock
from foundation.actors import Actor
from foundation.database import db, transaction
from foundation.settings import Settings
from marketplace.accounts.queries import actor_of
from marketplace.accounts.roles import Role
from payouts.pay_runs import approving, opening, sums
from payouts.pay_runs.models import Payout, PayRun, RunState
from payouts.stripe_gateway.making import _KEPT, stripe
from payouts.transfers import opening as attempts_opening
from payouts.transfers import sending
from payouts.transfers.models import OPEN, Attempt, AttemptState, Step
from tests.cast import START, assemble
from tests.consent.failures.working import (
    _as_new_process,
    _empty_the_log_of_writes,
    _say,
    _wait_for_tracer,
)
from tests.payouts.earnings.earned import collected, published
from tests.payouts.sandbox.standing_in import KEY, Visitor, client_of
from tests.payouts.transfers.sent import CURRENCY, Desk, can_be_paid, methods_of, state_of
from wsgi import create_app

OWED = (3_108, 4_000, 12_345)
_PAY_DAY = START + timedelta(days=8)
_ADDRESS = ""


def warm_up(given: dict[str, Any]) -> None:
    """The whole story once, here and not in a child: each child would import the SDK, and compile
    every statement again, which takes longer than to pay. All that it opened or keeps is let go,
    so that a child has nothing of it but what any process learns."""
    people = _prepared()
    accounts = dict(zip(people, given["accounts"], strict=True))
    _pay(accounts)
    clock.hold(_PAY_DAY + timedelta(hours=25))
    _work()
    _faults(accounts, given["funded"])
    db.session.remove()
    db.engine.dispose()
    current_app.extensions.pop(_KEPT)
    clock.release()
    gc.collect()
    gc.freeze()
    _say(ended=0)


def prepare(_given: dict[str, Any]) -> None:
    people = _prepared()
    _empty_the_log_of_writes()
    _say(people=[str(each) for each in people])


def _prepared() -> list[UUID]:
    clock.hold(START)
    cast = assemble()
    people = (cast.omar, cast.mira, cast.ben)
    for person, amount in zip(people, OWED, strict=True):
        half = amount // 2
        published(person.id, half, amount - half, currency=CURRENCY)
    return [each.id for each in people]


def pay(given: dict[str, Any]) -> None:
    _pay(_accounts(given), _wait_for_tracer)


def _pay(accounts: dict[UUID, str], wait: Callable[[], None] = lambda: None) -> None:
    clock.hold(START)
    visitor = Visitor(_ADDRESS, client_of(_ADDRESS))
    for performer_id, account in accounts.items():
        can_be_paid(performer_id, account, methods_of(visitor, account))
    wait()
    clock.hold(_PAY_DAY)
    _work()


def go_on(given: dict[str, Any]) -> None:
    accounts = _accounts(given)
    clock.hold(_PAY_DAY + timedelta(hours=25))
    if given["fault"]:
        _forget()
    for _ in range(4):
        _work()
        clock.move(timedelta(hours=1, minutes=1))
    _say(faults=_faults(accounts, given["funded"]))


def _faults(accounts: dict[UUID, str], funded: int) -> list[str]:
    visitor = Visitor(_ADDRESS, client_of(_ADDRESS))
    desk = Desk(None, visitor, stripe(), accounts, funded)
    found = desk.faults()
    for account, owed in zip(accounts.values(), OWED, strict=True):
        if (moved := desk.moved_to(account)) != owed:
            found.append(f"{owed} are owed, {moved} were sent")
    states = {state_of(each) for each in db.session().scalars(select(Payout.id)).all()}
    if states != {"sent"}:
        found.append(f"payouts are {states}")
    return found


def _work() -> None:
    """What the worker's jobs and finance do."""
    while collected():
        pass
    opening.finish_planning()
    opening.plan_due()
    _approve()
    sending.send_all(stripe(), lambda _session: None)


def _approve() -> None:
    session = db.session()
    planned = session.scalars(select(PayRun).where(PayRun.state == RunState.PLANNED)).all()
    seen = [
        (run.id, sums.fingerprint(run, sums.totals(session, [run.id])[run.id])) for run in planned
    ]
    session.rollback()
    for run_id, fingerprint in seen:
        approving.approve_run(run_id, fingerprint, actor=_finance())


def _finance() -> Actor:
    found = actor_of(db.session(), "fay@example.org", Role.FINANCE)
    db.session.rollback()
    assert found is not None
    return found


def _forget() -> None:
    """A planted fault: what has no answer is taken not to be done, and sent under a new key."""
    with transaction() as session:
        lost = session.scalars(
            select(Attempt).where(Attempt.state.in_(OPEN), Attempt.step == Step.TRANSFER)
        ).all()
        for each in lost:
            session.execute(
                update(Attempt).where(Attempt.id == each.id).values(state=AttemptState.ABSENT)
            )
            payout = session.get_one(Payout, each.payout_id)
            account = each.parameters["destination"]
            attempts_opening.open_transfer(session, payout, account, clock.now())


def _accounts(given: dict[str, Any]) -> dict[UUID, str]:
    return {UUID(person): account for person, account in given["accounts"].items()}


_DOES = {"prepare": prepare, "pay": pay, "go on": go_on}


def main(url: str, var: str, address: str) -> None:
    global _ADDRESS  # noqa: PLW0603 - this process talks to one stand-in
    _ADDRESS = address
    given = Settings(
        var=Path(var),
        database_url=url,
        url="http://127.0.0.1",
        stripe_api_base=address,
        stripe_secret_key=KEY,
        stripe_calls_per_second=1_000,
    ).completed()
    with create_app(given).app_context():
        _say(ready=True)
        for line in sys.stdin:
            asked = json.loads(line)
            if asked["do"] == "warm up":
                warm_up(asked)
                continue
            _as_new_process(_DOES[asked["do"]], asked)


if __name__ == "__main__":
    main(*sys.argv[1:])
