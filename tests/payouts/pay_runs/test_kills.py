"""A worker killed at a write or a sync of planning, approving, rejecting and telling, whichever;
another goes on a day later. Nobody is paid twice, nobody is left out, and the books add up."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from tests.consent.failures.machines import Machine
from tests.consent.failures.workers import CALLS
from tests.running.programs import environment
from tests.running.warm import Warmed, started

SAMPLE = 4
"""Of several hundred on each database; `make prove` takes them all."""


@dataclass
class Killing:
    machine: Machine
    process: Warmed
    strace: str
    killed: int = 0

    def faults_after(self, call: str, when: int, fault: str = "") -> list[str]:
        ended = self.pay("-e", f"inject={call}:signal=SIGKILL:when={when}", fault=fault)
        # A server is not always told the same number of times: the last one may not come.
        assert ended in (0, 9)
        self.killed += ended == 9
        return self.go_on()

    def pay(self, *tracing: str, fault: str = "") -> int:
        self.machine.renew()
        self._ask(do="earn")
        assert self._hear() == {"ended": 0}
        self._ask(do="pay", fault=fault)
        pid, log = self._hear()["pid"], self.machine.var.with_name("calls")
        command = [self.strace, "-qq", "-p", str(pid), "-o", str(log), *tracing]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL):
            return int(self._hear()["ended"])

    def go_on(self) -> list[str]:
        self._ask(do="go on")
        said = self._hear()
        if "faults" not in said:
            return [f"it did not go on: {said}"]
        assert self._hear() == {"ended": 0}
        return list(said["faults"])

    def every_call(self) -> list[tuple[str, int]]:
        """Of a run that nobody disturbs."""
        assert self.pay("-e", f"trace={','.join((*CALLS, 'sendto'))}") == 0
        log = self.machine.var.with_name("calls").read_text()
        calls = [line.partition("(")[0].split()[-1] for line in log.splitlines()]
        return [
            (call, when + 1)
            for call in sorted(set(calls))
            if call in (*CALLS, "sendto")
            for when in range(calls.count(call))
        ]

    def _ask(self, **words: object) -> None:
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        return json.loads(self.process.stdout.readline())


@contextmanager
def killing_on(machine: Machine, strace: str) -> Iterator[Killing]:
    machine.renew()
    command = ("tests.payouts.pay_runs.working", machine.url, str(machine.var))
    with started(*command, around=environment(machine.var), talks=True) as process:
        try:
            assert json.loads(process.stdout.readline()) == {"ready": True}
            yield Killing(machine, process, strace)
        finally:
            process.kill()


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def killing(request, machine_of, strace: str) -> Iterator[Killing]:
    with killing_on(machine_of(request.param), strace) as found:
        yield found


def test_killed_at_some_writes_and_syncs(killing):
    points = killing.every_call()
    assert len(points) > 200
    assert killing.go_on() == []
    chosen = points[len(points) // 5 :: len(points) // SAMPLE]
    found = {point: killing.faults_after(*point) for point in chosen}
    assert killing.killed
    assert {point: faults for point, faults in found.items() if faults} == {}


@pytest.mark.proof
def test_killed_at_every_write_and_sync(killing):
    points = killing.every_call()
    killing.killed = 0
    found = {point: killing.faults_after(*point) for point in points}
    assert killing.killed >= len(points) - 2
    assert {point: faults for point, faults in found.items() if faults} == {}


def test_who_claims_after_planning_is_found_out(machine_of, strace):
    """The planted fault: after a kill between the two, lines and earnings say different things."""
    with killing_on(machine_of("sqlite"), strace) as killing:
        found = [killing.faults_after("fdatasync", when, "claims late") for when in (4, 6, 8)]
    assert any("lines say" in fault for faults in found for fault in faults), found
