"""Two copies of one database go on apart and both sign: who finds out, and with what evidence.

Real processes: two installations, a witness over HTTP, a monitor.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.architecture.code import ROOT
from tests.consent.failures.machines import Machine
from tests.consent.failures.workers import Worker, working
from tests.running.programs import environment, flask, free_port


@dataclass
class Copies:
    """The same until `first` and `second` write: then there are two histories."""

    first: Worker
    second: Worker
    second_var: Path
    policy: Path


def copied(machine: Machine, folder: Path) -> Machine:
    shutil.copytree(machine.var, folder)
    return replace(machine, url=f"sqlite:///{folder / 'fairtake.sqlite'}", var=folder)


@contextmanager
def copies(machine: Machine, folder: Path, *, shared: bool) -> Iterator[Copies]:
    policy, elsewhere = folder / "policy", str(folder / "elsewhere") if shared else ""
    machine.renew()
    with ExitStack() as stack:

        def at_work(each: Machine) -> Worker:
            given = {"policy": str(policy), "second_place": elsewhere}
            return stack.enter_context(working(each.url, each.var, **given))

        first = at_work(machine)
        (vkey,) = first.grow()["keys"]
        if not shared:
            stack.enter_context(witness(folder / "union", vkey, policy))
            assert first.grow()["witnesses"] == "1 of 1 witnesses signed 2"
        other = copied(machine, folder / "copy")
        yield Copies(first, at_work(other), other.var, policy)


@contextmanager
def witness(state: Path, vkey: str, policy: Path) -> Iterator[None]:
    port = free_port()
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "witness", "run", "--state"]
    command += [str(state), "--port", str(port), "--name", "union", "--origin-vkey", vkey]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(state.parent), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            lines = iter(process.stdout)
            name = next(line for line in lines if "This witness is" in line).split()[-1]
            next(line for line in lines if "It answers at" in line)
            address = f"witness union {name} http://127.0.0.1:{port}/"
            policy.write_text(f"log {vkey}\n{address}\nquorum union\n")
            yield
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def forked(machine: Machine, tmp_path_factory) -> Iterator[Copies]:
    with copies(machine, tmp_path_factory.mktemp("forked"), shared=False) as forked:
        yield forked


@pytest.mark.proof
def test_with_one_second_place_the_second_of_two_copies_signs_nothing(machine, tmp_path):
    with copies(machine, tmp_path, shared=True) as forked:
        assert forked.first.grow()["note"].splitlines()[1] == "2"
        published = (tmp_path / "elsewhere").read_bytes()
        refused = forked.second.grow()["refused"]
        assert "The first 2 entries of the ledger are not those that were signed" in refused
        assert (tmp_path / "elsewhere").read_bytes() == published


def test_a_witness_signs_the_first_and_refuses_the_second(forked, tmp_path):
    assert forked.first.grow()["witnesses"] == "1 of 1 witnesses signed 3"
    twin = forked.second.grow()
    assert twin["note"].splitlines()[1] == "3", "it has signed: nothing of its own knew better"
    why = "it has signed another tree of 3 entries"
    assert twin["witnesses"] == f"0 of 1 witnesses signed 3; union: {why}"

    site = tmp_path / "site"
    assert flask(forked.second_var, "ledger", "export", str(site)).returncode == 0
    state, policy = str(tmp_path / "monitor"), str(forked.policy)
    arguments = (str(site), "--state", state, "--policy", policy, "--once")
    looked = flask(tmp_path, "ledger", "monitor", *arguments)
    assert looked.returncode == 1, looked.stdout
    evidence = [Path(line.removeprefix("Evidence: ")) for line in looked.stdout.splitlines()
                if line.startswith("Evidence: ")]  # fmt: skip
    roots = {path.read_text().splitlines()[2] for path in evidence}
    assert len(roots) == len(evidence) == 2, looked.stdout
    assert twin["note"].splitlines()[2] in roots
