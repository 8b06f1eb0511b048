"""Killed at a write or a sync, whichever: what was acknowledged is there, what was signed holds.

Each time, a new process goes on where the killed one stopped.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.consent.failures.machines import Machine
from tests.consent.failures.workers import Worker, working

SAMPLE = 6
"""Of some 240 on SQLite; `make prove` takes them all."""


@dataclass
class Killing:
    machine: Machine
    worker: Worker
    killed: int = 0

    def faults_after(self, call: str, when: int, fault: str = "") -> list[str]:
        self.machine.renew()
        injected = f"inject={call}:signal=SIGKILL:when={when}"
        story = self.worker.append("-e", injected, fault=fault)
        # A server is not always told the same number of times: the last one may not come.
        assert story.ended in (0, 9)
        self.killed += story.ended == 9
        return self.worker.go_on(story)

    def every_call(self) -> list[tuple[str, int]]:
        self.machine.renew()
        counted = self.worker.counted()
        return [(call, when + 1) for call, many in counted.items() for when in range(many)]


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def killing(request, machine_of, strace: str) -> Iterator[Killing]:
    machine = machine_of(request.param)
    with working(machine.url, machine.var, strace) as worker:
        yield Killing(machine, worker)


def test_killed_at_some_writes_and_syncs(killing):
    points = killing.every_call()
    assert {"write", "fsync", "rename", "link"} <= {call for call, _ in points}
    chosen = points[:: len(points) // SAMPLE]
    found = {point: killing.faults_after(*point) for point in chosen}
    assert {point: faults for point, faults in found.items() if faults} == {}


@pytest.mark.proof
def test_killed_at_every_write_and_sync(killing):
    points = killing.every_call()
    assert len(points) > 40
    killing.killed = 0
    found = {point: killing.faults_after(*point) for point in points}
    assert killing.killed >= len(points) - 2
    assert {point: faults for point, faults in found.items() if faults} == {}


def test_who_signs_before_it_is_kept_is_found_out(killing):
    """The planted fault. The fifth sync of a file follows the first swap in the second place."""
    found = [killing.faults_after("fsync", when, "signs first") for when in (3, 4, 5)]
    assert any("but 2 were signed" in fault for faults in found for fault in faults), found


def test_a_lost_acknowledgement_is_found_out(killing):
    """The planted fault of the check itself: something is said to have been acknowledged."""
    killing.machine.renew()
    story = killing.worker.append("-e", "inject=rename:signal=SIGKILL:when=2")
    story.acknowledged.append("never-written")
    assert killing.worker.go_on(story) == ["never-written was acknowledged and is lost"]


def test_the_story_leaves_files_where_they_belong(killing: Killing):
    """Else the trace would miss what is written elsewhere."""
    killing.machine.renew()
    killing.worker.append("-e", "trace=none")
    there = {path.name for path in Path(killing.machine.var).iterdir()}
    assert {"ledger-key", "ledger-checkpoint", "ledger-checkpoint.lock"} <= there
