"""A kill at any instant leaves a copy that a second run makes whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.marketplace.deliveries.fetching import served as of

KILLING = Path(__file__).with_name("killing.py")


def killed(stride: int, address: str, pristine: Path, work: Path, *words: object) -> int:
    """How many instants there were."""
    done = subprocess.run(
        [sys.executable, KILLING, str(stride), pristine, work, *map(str, words)],
        env={**os.environ, "FAIRTAKE_TOKEN": of.TOKEN, "FAIRTAKE_SERVER": address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return int(done.stdout)


SOME, ALL = 5, pytest.param(1, marks=pytest.mark.proof)


@pytest.mark.parametrize("stride", [SOME, ALL])
def test_while_fetching(stride, address, tmp_path):
    work = tmp_path / "work"
    found = killed(stride, address, tmp_path / "none", work, "fetch", of.FIRST, work)
    assert found >= 30 // stride


@pytest.mark.parametrize("stride", [SOME, ALL])
@pytest.mark.usefixtures("anna_recalled")
def test_while_recalls_are_applied(stride, address, copy, tmp_path):
    work = tmp_path / "work"
    assert killed(stride, address, copy, work, "apply", work) >= 15 // stride


@pytest.mark.parametrize("stride", [SOME, ALL])
@pytest.mark.parametrize("recalled", [False, True])
@pytest.mark.usefixtures("anna_recalled")
def test_while_a_delta_is_applied(stride, recalled, address, copy, command, tmp_path):
    if recalled:
        command("apply", copy)
    work = tmp_path / "work"
    found = killed(stride, address, copy, work, "apply", work, "--delta", of.DELTA)
    assert found >= 30 // stride
