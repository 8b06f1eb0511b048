"""A thousand payouts sent at Stripe's own limit: how much of the rate is used, and never more.

The stand-in runs in a process of its own, with the limit that Stripe has; two calls for each
payout, to the performer's account and from there to their bank. Ours is calls a second by the
wall, the peer the rate itself. One call above it, and there is no figure.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from bench.ledger_rows import application
from bench.rows import Bench, Goal, Row, interleaved
from foundation import clock
from foundation.actors import Actor, Power
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.web import settings
from marketplace.accounts.models import Account
from marketplace.accounts.roles import Role
from payouts.pay_runs import approving, opening, sums
from payouts.pay_runs.models import PayRun
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.pace import Pace
from payouts.stripe_gateway.sdk import Sdk
from payouts.transfers.sending import send_all
from tests.payouts.earnings.earned import collected, fact
from tests.payouts.pay_runs.earned import over
from tests.payouts.sandbox.standing_in import KEY, Visitor, client_of
from tests.payouts.transfers.sent import CURRENCY, can_be_paid, methods_of

PAYOUTS = 1_000
CALLS = 2 * PAYOUTS
RATE = 100
ROUNDS = 7
_AMOUNT = 1_000
_MONDAY = clock.now().replace(hour=8, minute=0, second=0, microsecond=0)


def measure() -> Row:
    with application(), _stand_in() as visitor:
        clock.hold(_MONDAY)
        try:
            performers = _payees(visitor)
            visitor.fund(ROUNDS * PAYOUTS * _AMOUNT, CURRENCY.lower())
            stripe = _door_to(visitor.address)
            return interleaved(
                BENCH.name,
                lambda: _calls_a_second(stripe, visitor, performers),
                lambda: float(RATE),
                packages=("stripe", "sqlalchemy"),
                rounds=ROUNDS,
                database=db.engine.dialect.name,
            )
        finally:
            clock.release()


def _calls_a_second(stripe: Stripe, visitor: Visitor, performers: list[UUID]) -> float:
    _approved(performers)
    began = time.monotonic()
    answered = send_all(stripe, lambda _session: None)
    took = time.monotonic() - began
    seen = visitor.seen("/_test/state")["requests"]
    if answered != CALLS or seen["refused"]:
        raise RuntimeError(f"{answered} of {CALLS} calls, {seen['refused']} above the rate")
    return CALLS / took


def _approved(performers: list[UUID]) -> None:
    with transaction() as session:
        session.add_all(fact(each, _AMOUNT, currency=CURRENCY) for each in performers)
    while collected():
        pass
    over()
    run_id = opening.plan_due()
    if run_id is None:
        raise RuntimeError("no run was planned")
    powers, let_go = frozenset({Power.APPROVE_PAY}), False
    while not let_go:  # Above the limit a second person must agree.
        session = db.session()
        run = session.get_one(PayRun, run_id)
        seen = sums.fingerprint(run, sums.totals(session, [run_id])[run_id])
        somebody = Actor(id=new_id(), role=Role.FINANCE, powers=powers)
        let_go = approving.approve_run(run_id, seen, actor=somebody)


def _payees(visitor: Visitor) -> list[UUID]:
    people = [Account(email=f"p{number}@example.org", name="P") for number in range(PAYOUTS)]
    with transaction() as session:
        session.add_all(people)
        session.flush()
        performers = [each.id for each in people]
    for performer in performers:
        account = _account(visitor)
        can_be_paid(performer, account, methods_of(visitor, account))
    return performers


def _account(visitor: Visitor) -> str:
    time.sleep(3 / RATE)  # The stand-in turns too many away here, too.
    return visitor.account()


def _door_to(address: str) -> Stripe:
    given = replace(settings(), stripe_api_base=address, stripe_secret_key=KEY)
    pace = Pace(db.engine, per_second=RATE)
    return Stripe(Sdk(given, pace), pace)


@contextmanager
def _stand_in() -> Iterator[Visitor]:
    with TemporaryDirectory() as folder:
        kept = str(Path(folder) / "sandbox.sqlite")
        given = [sys.executable, "-m", "payouts.sandbox", "run"]
        more = ["--port", "0", "--rate", str(RATE), "--state", kept]
        process = subprocess.Popen(
            [*given, *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        try:
            yield _visitor(process)
        finally:
            process.terminate()
            process.wait()


def _visitor(process: "subprocess.Popen[str]") -> Visitor:
    said = process.stdout.readline() if process.stdout else ""
    found = re.search(r"http://\S+?(?=/\s)", said)
    if found is None:
        raise RuntimeError(f"the stand-in did not start: {said}")
    return Visitor(found[0], client_of(found[0]))


BENCH = Bench("pay_run_rate_fill", Goal(at_least=0.9), measure)
