"""A pay run killed at any write or sync, and resumed a day later, when Stripe has forgotten every
key: everybody is paid once, nobody is left out, and our books are Stripe's."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.consent.failures.machines import Machine
from tests.consent.failures.workers import TRACE, Story, Worker, running
from tests.payouts.failures.paying import OWED
from tests.payouts.sandbox.standing_in import Visitor, standing_in

SAMPLE = 5
"""Of several hundred; `make prove` takes them all."""


@dataclass
class Killing:
    machine: Machine
    worker: Worker
    visitor: Visitor
    people: list[str] = field(default_factory=list)
    killed: int = 0

    def pay(self, *tracing: str) -> tuple[Story, dict[str, Any]]:
        """From prepared on, each time with accounts of their own at the stand-in."""
        self.machine.renew()
        told = {
            "accounts": {person: self.visitor.account() for person in self.people},
            "funded": self.visitor.available(),
        }
        return self.worker.traced("pay", *tracing, **told), told

    def faults_after(self, call: str, when: int, fault: str = "") -> list[str]:
        story, told = self.pay("-e", f"inject={call}:signal=SIGKILL:when={when}")
        assert story.ended in (0, 9)
        self.killed += story.ended == 9
        self.visitor.lever("prune_idempotency")
        self.worker._ask(do="go on", fault=fault, **told)
        said = self.worker._hear()
        if "faults" not in said:
            return [f"it did not go on: {said}"]
        assert self.worker._hear() == {"ended": 0}
        return list(said["faults"])

    def every_call(self) -> list[tuple[str, int]]:
        self.pay("-e", TRACE)
        counted = self.worker.calls()
        return [(call, when + 1) for call, many in counted.items() for when in range(many)]


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def killing(request, machine_of, strace: str, tmp_path_factory) -> Iterator[Killing]:
    machine = machine_of(request.param)
    with standing_in(tmp_path_factory.mktemp("stripe") / "sandbox.sqlite") as visitor:
        visitor.fund(1_000_000_000)
        address = visitor.address
        arguments = (machine.url, str(machine.var), address)
        program = "tests.payouts.failures.paying"
        with running(program, *arguments, var=machine.var, strace=strace) as worker:
            yield _prepared(request, Killing(machine, worker, visitor))


def _prepared(request: pytest.FixtureRequest, killing: Killing) -> Killing:
    """What was prepared is what the machine begins with from now on."""
    killing.machine.renew()
    told = {"accounts": [killing.visitor.account() for _ in OWED]}
    killing.worker._ask(do="warm up", funded=killing.visitor.available(), **told)
    assert killing.worker._hear() == {"ended": 0}
    killing.machine.renew()
    killing.worker._ask(do="prepare")
    killing.people = killing.worker._hear()["people"]
    assert killing.worker._hear() == {"ended": 0}
    if killing.machine.url.startswith("sqlite"):
        file = Path(killing.machine.url.removeprefix("sqlite:///"))
        kept = file.parent.with_name("prepared.sqlite")
        shutil.copyfile(file, kept)
        killing.machine = Machine(
            killing.machine.url, killing.machine.var, lambda: shutil.copyfile(kept, file)
        )
        return killing
    server = request.getfixturevalue("postgresql")
    name = killing.machine.url.rpartition("?")[0].rpartition("/")[2]
    server.drop("prepared")
    server.administer(f"CREATE DATABASE prepared TEMPLATE {name} STRATEGY FILE_COPY")

    def again() -> None:
        server.drop(name)
        server.administer(f"CREATE DATABASE {name} TEMPLATE prepared STRATEGY FILE_COPY")

    killing.machine = Machine(killing.machine.url, killing.machine.var, again)
    return killing


def test_undisturbed_everybody_is_paid(killing):
    story, told = killing.pay("-e", TRACE)
    assert story.ended == 0
    listed = killing.visitor.stripe.v1.transfers.list
    sent = [listed({"destination": account}).data for account in told["accounts"].values()]
    assert [[each.amount for each in some] for some in sent] == [[each] for each in OWED]


def test_killed_at_some_writes_and_syncs(killing):
    points = killing.every_call()
    chosen = points[:: len(points) // SAMPLE]
    found = {point: killing.faults_after(*point) for point in chosen}
    assert {point: faults for point, faults in found.items() if faults} == {}
    assert killing.killed


@pytest.mark.proof
def test_killed_at_every_write_and_sync(killing, capsys):
    # Answers that come close together are written down together, so a run has more calls than the
    # next: those are counted that every run has, and one that is not reached is tried again.
    points = min((killing.every_call() for _ in range(3)), key=len)
    assert len(points) > 250
    killing.killed, found = 0, {}
    for point in points:
        before = killing.killed
        for _ in range(3):
            found[point] = killing.faults_after(*point)
            if found[point] or killing.killed > before:
                break
    kind, _, _ = killing.machine.url.partition(":")
    with capsys.disabled():
        sys.stdout.write(f"\n{kind}: killed at {killing.killed} of {len(points)} points\n")
    assert killing.killed > len(points) * 0.95
    assert {point: faults for point, faults in found.items() if faults} == {}


def test_who_takes_no_answer_for_a_no_is_found_out(killing):
    """The planted fault: killed late in the run, when Stripe has done what nobody wrote down."""
    points = [each for each in killing.every_call() if each[0] in ("fdatasync", "fsync", "sendto")]
    late = points[len(points) // 2 :]
    # A server is told many things one after the other: near ones are alike.
    found = (killing.faults_after(*point, "forgets") for point in late[:: 1 + len(late) // 20])
    assert any(any("were sent" in fault for fault in faults) for faults in found)
