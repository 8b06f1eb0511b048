"""Two processes with two schedulers each, and six claimers in them: one run, everybody once."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from foundation import clock
from foundation.database import db
from foundation.ids import new_id
from foundation.web import settings as current_settings
from payouts.pay_runs import approving, opening, sums
from payouts.pay_runs.models import Payout, RunState
from payouts.transfers import claiming, sending
from tests.databases.crowd import at_once
from tests.payouts.pay_runs.earned import all_of, earn, over, runs
from tests.payouts.transfers.sent import CURRENCY, attempts, state_of
from tests.running.programs import environment
from tests.running.warm import Warmed, started

PROCESSES = 2
PAY = 5_000


@dataclass(slots=True)
class Processes:
    running: list[Warmed]

    def do(self, what: str, threads: int) -> list[Any]:
        """What came of it in all of their threads, all let go at the same moment."""
        asked = json.dumps({"do": what, "threads": threads, "at": clock.now().isoformat()})
        for each in self.running:
            each.stdin.write(f"{asked}\n")
            each.stdin.flush()
        return [one for each in self.running for one in json.loads(each.stdout.readline())]


@contextmanager
def processes(address: str, var: Path) -> Iterator[Processes]:
    words = (current_settings().database_url, str(var), address)
    with ExitStack() as stack:
        running = []
        for _ in range(PROCESSES):
            process = started(
                "tests.payouts.proofs.working", *words, around=environment(var), talks=True
            )
            running.append(stack.enter_context(process))
            stack.callback(process.kill)
        for each in running:
            assert json.loads(each.stdout.readline()) == "ready"
        yield Processes(running)


@pytest.fixture
def people(cast):
    """Who is paid; nobody decides about their own pay."""
    names = ("omar", "mira", "ben", "ada", "vera", "rolf", "cleo", "remy")
    return [getattr(cast, name) for name in names]


def worked(desk, people) -> dict[Any, str]:
    accounts = {each.id: desk.payee(each) for each in people}
    desk.fund(PAY * len(people))
    for each in people:
        earn(each.id, PAY, CURRENCY)
    over()
    return accounts


def approve_all(cast) -> None:
    (run,) = runs()
    assert run.state is RunState.PLANNED
    db.session.rollback()
    seen = sums.fingerprint(run, sums.totals(db.session(), [run.id])[run.id])
    assert approving.approve_run(run.id, seen, actor=cast.fay.actor)


def otherwise_than_once(desk, accounts: dict[Any, str]) -> list[str]:
    found = desk.faults()
    live = [each for each in all_of(Payout) if each.state.value != "void"]
    if sorted(each.performer_id for each in live) != sorted(accounts):
        found.append(f"{len(live)} payouts for {len(accounts)} people")
    found += [f"{each.id} is {state_of(each.id)}" for each in live if state_of(each.id) != "sent"]
    for account in accounts.values():
        sent = desk.visitor.stripe.v1.transfers.list({"destination": account}).data
        if [each.amount for each in sent] != [PAY]:
            found.append(f"{account} was sent {[each.amount for each in sent]}")
    return found + [
        f"{each.key} was asked {each.tries} times" for each in attempts() if each.tries > 1
    ]


@pytest.mark.usefixtures("each_database")
def test_two_processes_plan_one_run_and_send_it_once(desk, cast, people, tmp_path):
    accounts = worked(desk, people)
    with processes(desk.visitor.address, tmp_path) as both:
        planned = both.do("plan", threads=2)
        assert sorted(bool(each) for each in planned) == [False, False, False, True], planned
        approve_all(cast)
        answered = both.do("send", threads=3)
        assert sum(answered) == 2 * len(people), answered
    assert otherwise_than_once(desk, accounts) == []


class TestClaimsThatExcludeNobody:
    """The planted faults, by six threads: a lease that is over at once; and keys made up anew."""

    @pytest.fixture(autouse=True)
    def _without_lease(self, monkeypatch):
        monkeypatch.setattr(claiming, "LEASE", claiming.LEASE * 0)

    def sent_by_six(self, desk, app, cast, people) -> list[str]:
        accounts = worked(desk, people)
        opening.plan_due()
        approve_all(cast)
        at_once(app, 6, lambda _: desk.send())
        return otherwise_than_once(desk, accounts)

    def test_are_found_out_though_keys_keep_them_from_paying_twice(self, desk, app, cast, people):
        found = self.sent_by_six(desk, app, cast, people[:4])
        assert any("was asked" in each for each in found)
        assert not any("was sent" in each for each in found), found

    def test_pay_twice_where_each_call_has_a_key_of_its_own(
        self, desk, app, cast, people, monkeypatch
    ):
        honest = sending.ask

        def forgetful(stripe, claimed):
            return honest(stripe, replace(claimed, key=str(new_id())))

        monkeypatch.setattr(sending, "ask", forgetful)
        desk.fund(10 * PAY)
        found = self.sent_by_six(desk, app, cast, people[:4])
        assert any("was sent" in each for each in found)
        assert any("at Stripe" in each for each in found)
