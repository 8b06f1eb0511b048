"""Several processes keep one ledger at once: writers, sequencers, signers, one who rotates keys."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests.consent.failures.machines import Machine
from tests.consent.failures.workers import Story, working
from tests.consent.ledger.writing import fresh


def labour(machine: Machine, processes: int, rounds: int) -> None:
    machine.renew()
    threads = [fresh() for _ in range(3)]
    with ExitStack() as stack, ThreadPoolExecutor(processes + 1) as pool:
        workers = [stack.enter_context(working(machine.url, machine.var)) for _ in range(processes)]
        auditor = stack.enter_context(working(machine.url, machine.var))
        working_now = [
            pool.submit(worker.labour, threads, rounds, rotates=number == 0)
            for number, worker in enumerate(workers)
        ]
        looking = pool.submit(auditor.look, rounds)
        stories = [each.result() for each in working_now]
        assert [story.ended for story in stories] == [0] * processes
        told = Story([each for story in stories for each in story.acknowledged])
        assert len(told.acknowledged) == processes * rounds * len(threads)
        assert looking.result() == [], "an audit is not disturbed by those who write"
        assert workers[0].go_on(told) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_processes_write_place_sign_and_rotate_at_once(machine_of, kind):
    """No gap, none twice, none out of order; each checkpoint verifies with a key of its day."""
    labour(machine_of(kind), processes=2, rounds=6)


@pytest.mark.proof
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_six_processes_write_place_sign_and_rotate_for_long(machine_of, kind):
    labour(machine_of(kind), processes=6, rounds=60)
