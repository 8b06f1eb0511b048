"""Rules about the code itself."""

import ast
from pathlib import Path

import pytest

from tests.architecture.code import MODULES, attributes_named, relative

LONGEST_MODULE, LONGEST_FUNCTION = 300, 50
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "base", "manager", "handler", "service"}


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_only_the_transaction_commits(path: Path):
    assert not attributes_named(path.read_text(), "commit") or relative(path) == (
        "foundation/database.py"
    )


def test_a_commit_elsewhere_would_be_found():
    assert attributes_named("def f(session):\n    session.commit()\n", "commit") == [2]


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_only_the_clock_reads_the_time(path: Path):
    source = path.read_text()
    reads = attributes_named(source, "now") + attributes_named(source, "utcnow")
    assert not reads or relative(path) == "foundation/clock.py"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_only_settings_read_the_environment(path: Path):
    source = path.read_text()
    # A request has an `environ` too, which is WSGI's and not the machine's.
    assert not attributes_named(source, "environ", of="os")
    assert not attributes_named(source, "getenv")


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_every_module_says_in_a_line_what_it_is_for(path: Path):
    tree = ast.parse(path.read_text())
    assert not tree.body or ast.get_docstring(tree), "no docstring"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_modules_and_functions_stay_readable(path: Path):
    source = path.read_text()
    assert len(source.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, f"{node.name} is too long"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_module_hides_a_noun(path: Path):
    assert path.stem not in FORBIDDEN_NAMES
    assert path.parent.name not in FORBIDDEN_NAMES
