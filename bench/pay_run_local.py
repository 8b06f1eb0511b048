"""A pay run with a Stripe that answers at once: what is left is our own part of it.

Everything goes through the jobs and actions that a real run goes through; of the payees only the
rows are made that signing up and onboarding would have made.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import insert

from foundation import clock, jobs
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import Job
from foundation.money import Money
from foundation.tables import JsonObject
from marketplace.accounts.models import Account as Person
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.roles import Role
from marketplace.facts.models import Fact, FactKind
from payouts.earnings.jobs import JOBS as EARNING_JOBS
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Entry, Line, post_all
from payouts.pay_runs import approving, opening, periods, sums
from payouts.pay_runs.models import PayRun
from payouts.payees.models import Payee, Standing
from payouts.statements.jobs import JOBS as STATEMENT_JOBS
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import Done, Outcome
from payouts.stripe_gateway.sending import Sending
from payouts.transfers.sending import send_all

CURRENCY = "USD"
AMOUNT = 3_108
_CLIENTS = 20
_ORDERS = 200
_BATCH = 10_000
T = TypeVar("T")


class AtOnce(Stripe):
    """Says yes to everything, and that the bank has it: no network, no waiting."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def send(
        self, sending: Sending, *, key: str, read: Callable[[JsonObject], T], **_: Any
    ) -> Outcome[T]:
        number, asked = next(self._numbers), sending.parameters
        said = {
            "id": f"made_{number}",
            "amount": asked["amount"],
            "amount_reversed": 0,
            "currency": asked["currency"],
            "destination": asked.get("destination"),
            "transfer_group": asked.get("transfer_group"),
            "metadata": asked["metadata"],
            "status": "paid",
            "arrival_date": 1_800_000_000,
            "created": 1_800_000_000,
        }
        return Done(read(said))


def earn(payees: int, first: int = 0) -> None:
    """Each did one piece of work, which was approved just now and is funded. They are numbered
    from `first`, so that others may have come before."""
    orders, clients = ([new_id() for _ in range(many)] for many in (_ORDERS, _CLIENTS))
    with transaction() as session:
        post_all(session, [_funding(each, payees * AMOUNT) for each in orders])
    for low in range(first, first + payees, _BATCH):
        numbers = range(low, min(low + _BATCH, first + payees))
        people = {number: new_id() for number in numbers}
        with transaction() as session:
            session.execute(insert(Person), [_person(*each) for each in people.items()])
            session.execute(insert(RoleGrant), [_role(each) for each in people.values()])
            session.execute(insert(Payee), [_payee(*each) for each in people.items()])
            facts = [
                _fact(person, orders[number % _ORDERS], clients[number % _CLIENTS])
                for number, person in people.items()
            ]
            session.execute(insert(Fact), facts)


class Watch:
    """How long each part took."""

    def __init__(self) -> None:
        self.took_s: dict[str, float] = {}

    @contextmanager
    def times(self, part: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.took_s[part] = time.perf_counter() - began


def whole_run(watch: Watch) -> None:
    """From facts to payouts that the bank has, and a mail to everybody."""
    with watch.times("collect"):
        _do(EARNING_JOBS, "earnings.collect")
    cut_off, _ = periods.next_cut_off([periods.FIRST], now())
    clock.hold(cut_off + timedelta(hours=9))
    with watch.times("plan"):
        run_id = opening.plan_due()
    if run_id is None:
        raise RuntimeError("no run was planned")
    with watch.times("approve"):
        while not _approve(run_id):  # Above the limit a second person must agree.
            pass
    with watch.times("send"):
        send_all(AtOnce(), lambda _session: None)
    with watch.times("tell"):
        _do(STATEMENT_JOBS, "statements.send")


def _do(some: tuple[Job, ...], name: str) -> None:
    jobs.run_due([each for each in some if each.name == name], new_id(), even_if_not_due=True)


def _approve(run_id: UUID) -> bool:
    session = db.session()
    session.rollback()
    run = session.get_one(PayRun, run_id)
    seen = sums.fingerprint(run, sums.totals(session, [run_id])[run_id])
    somebody = Actor(new_id(), Role.FINANCE, powers=frozenset({Power.APPROVE_PAY}))
    return approving.approve_run(run_id, seen, actor=somebody)


def _funding(order_id: UUID, minor: int) -> Entry:
    funds = Account(Kind.ORDER_FUNDS, order_id, CURRENCY)
    cash = platform(Kind.STRIPE_AVAILABLE, CURRENCY)
    line = Line(cash, funds, Money(minor, CURRENCY), Purpose.FUND, order_id)
    return Entry(f"fund {order_id}", [line])


def _person(number: int, id_: UUID) -> dict[str, Any]:
    return {
        "id": id_,
        "email": f"p{number}@example.org",
        "name": f"P {number}",
        "email_verified_at": now(),
        "created_at": now(),
        "version": 1,
    }


def _role(person: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "account_id": person,
        "role": Role.PERFORMER,
        "granted_by": person,
        "granted_at": now(),
        "granted_because": "",
        "ended_because": "",
    }


def _payee(number: int, person: UUID) -> dict[str, Any]:
    return {
        "performer_id": person,
        "country": "US",
        "stripe_account": f"acct_{number}",
        "standing": Standing.READY,
        "needs": [],
        "methods": {CURRENCY: f"ba_{number}"},
        "broken": [],
        "manual": True,
        "read_at": now(),
        "rounds": 1,
        "opened_at": now(),
        "version": 1,
    }


def _fact(person: UUID, order_id: UUID, client_id: UUID) -> dict[str, Any]:
    today = now().date()
    return {
        "id": new_id(),
        "kind": FactKind.TAKE.value,
        "cause_id": new_id(),
        "performer_id": person,
        "client_id": client_id,
        "order_id": order_id,
        "quantity": 1,
        "unit": "take",
        "rate_minor": AMOUNT,
        "amount_minor": AMOUNT,
        "currency": CURRENCY,
        "rule": "pay.take_minor",
        "decided_by": client_id,
        "worked_on": today,
        "completed_on": today,
        "pay_by": today + timedelta(days=30),
        "label": "Take 1",
        "published_at": now(),
    }
