"""What comes from the warm process is a program as any other: its words, its end, its limits."""

import os
import signal
import subprocess

import pytest

from tests.running.warm import ran, started


def python(code: str, **more: object) -> "subprocess.CompletedProcess[str]":
    """By a module that does what it is told."""
    return ran("tests.running.told", code, around={**os.environ, "TOLD": "here"}, **more)


def test_what_it_says_and_how_it_ends_is_told():
    ended = python("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)")
    assert (ended.returncode, ended.stdout, ended.stderr) == (3, "out\n", "err\n")


def test_it_has_its_own_surroundings_and_nobody_elses():
    assert python("import os; print(os.environ['TOLD'])").stdout == "here\n"
    assert python("import os; os.environ['LEFT'] = 'x'").returncode == 0
    assert python("import os; print(os.environ.get('LEFT'))").stdout == "None\n"


def test_one_that_falls_over_says_why_and_the_next_works():
    fallen = python("1 / 0")
    assert fallen.returncode == 1
    assert "ZeroDivisionError" in fallen.stderr
    assert python("print(1)").stdout == "1\n"


def test_its_files_may_be_no_larger_than_is_said(tmp_path):
    code = f"open({str(tmp_path / 'large')!r}, 'wb').write(bytes(9000))"
    assert python(code).returncode == 0
    assert python(code, most=4096).returncode == 1


def test_it_is_killed_alone():
    with started("tests.running.told", "input()", around=os.environ, talks=True) as one:
        assert one.poll() is None
        with pytest.raises(subprocess.TimeoutExpired):
            one.wait(0.05)
        one.kill()
    assert one.returncode == -signal.SIGKILL
    assert python("print(1)").stdout == "1\n"
