"""What the application fills at its start is filled once: a second time would undo the first."""

import ast
from collections import Counter

from tests.architecture.code import ROOT


def filled_twice(source: str) -> set[str]:
    """Attributes of other modules that are assigned more than once."""
    targets = Counter(
        ast.unparse(target)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute)
    )
    return {name for name, count in targets.items() if count > 1}


def test_no_hook_is_filled_twice():
    assert filled_twice((ROOT / "wsgi.py").read_text()) == set()


def test_a_hook_that_is_filled_twice_would_be_found():
    assert filled_twice("closing.then = (one,)\nclosing.then = (two,)") == {"closing.then"}
