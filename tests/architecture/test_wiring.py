"""What the application fills at its start is filled once: a second time would undo the first."""

import ast
from collections import Counter
from collections.abc import Iterable

from tests.architecture.code import ROOT


def filled_twice(sources: Iterable[str]) -> set[str]:
    """Attributes of other modules that are assigned more than once."""
    targets = Counter(
        ast.unparse(target)
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute)
    )
    return {name for name, count in targets.items() if count > 1}


def test_no_hook_is_filled_twice():
    parts = [ROOT / "wsgi.py", *(ROOT / "assembly").glob("*.py")]
    assert filled_twice(part.read_text() for part in parts) == set()


def test_a_hook_that_is_filled_twice_would_be_found():
    twice = "closing.then = (one,)\nclosing.then = (two,)"
    assert filled_twice([twice]) == {"closing.then"}
    assert filled_twice(twice.splitlines()) == {"closing.then"}
