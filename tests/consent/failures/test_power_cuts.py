"""The power goes at any moment. SQLite with synchronous FULL loses nothing that was acknowledged,
and the second place, the key and the database never contradict each other; with NORMAL they do.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.consent.failures.cutting import TRACED, Call, Disk, calls
from tests.consent.failures.machines import Machine
from tests.consent.failures.workers import Story, Worker, working

KEPT = (0.0, 0.5, 1.0)
"""How much of what was not synced the disk has kept all the same."""
SAMPLE = 8
_TRACING = ("-y", "-xx", "-s", "10000000", "-e", f"trace={TRACED}")


@dataclass
class Cutting:
    machine: Machine
    worker: Worker
    chance: random.Random

    def recorded(self, fault: str = "") -> tuple[Disk, list[Call]]:
        self.machine.renew()
        disk = Disk(self.machine.var)
        self.worker.append(*_TRACING, fault=fault)
        return disk, list(calls(self.worker.log.read_text()))

    def faults_at(self, disk: Disk, story: Story, keep: float) -> list[str]:
        self.machine.renew()
        for name, content in disk.cut(self.chance, keep).items():
            _put(self.machine.var / name, content)
        return self.worker.go_on(story)


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o600)


@pytest.fixture(scope="module")
def cutting(machine: Machine, strace: str) -> Iterator[Cutting]:
    with working(machine.url, machine.var, strace) as worker:
        yield Cutting(machine, worker, random.Random(11))


def moments(disk: Disk, recorded: Sequence[Call]) -> Iterator[tuple[int, Story]]:
    """After each call, what had been said by then. What was said came by `write` as well."""
    story = Story()
    for number, call in enumerate(recorded):
        if call.path.startswith("pipe:"):
            story.add(json.loads(call.texts[0]))
        else:
            disk.do(call)
        yield number, story


def test_cut_at_some_writes_nothing_is_lost(cutting):
    disk, recorded = cutting.recorded()
    step = len(recorded) // SAMPLE
    for number, story in moments(disk, recorded):
        if number % step == step - 1:
            keep = KEPT[number // step % len(KEPT)]
            assert cutting.faults_at(disk, story, keep) == [], (number, keep)
    assert (len(story.acknowledged), len(story.erased)) == (259, 1), "all of it was recorded"


@pytest.mark.proof
def test_cut_between_any_two_writes_nothing_is_lost(cutting):
    disk, recorded = cutting.recorded()
    found = {}
    for number, story in moments(disk, recorded):
        for keep in KEPT:
            found[number, keep] = cutting.faults_at(disk, story, keep)
    assert len(found) > 500
    assert {moment: faults for moment, faults in found.items() if faults} == {}


def test_with_synchronous_normal_what_was_acknowledged_is_lost(cutting):
    """The control. Here the second place is synced and the database is not, so the start is
    refused: the signed checkpoint is known, and its entries are gone."""
    disk, recorded = cutting.recorded("synchronous NORMAL")
    *_, (_, story) = moments(disk, recorded)
    faults = cutting.faults_at(disk, story, 0.0)
    assert "but 261 were signed" in faults[0]
    assert sum("was acknowledged and is lost" in fault for fault in faults) > 200
