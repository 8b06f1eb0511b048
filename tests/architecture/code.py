"""The code as data, for the rules about it."""

import ast
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGES = ("foundation", "consent", "marketplace", "payouts", "assembly")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def breaking(paths: Iterable[Path], found_in: Callable[[str], Any]) -> dict[str, Any]:
    """Which files break a rule, and where: one test for each rule, since one for each file and rule
    costs more than reading them all."""
    found = {relative(path): found_in(path.read_text()) for path in paths}
    return {path: each for path, each in found.items() if each}


def attributes_named(source: str, *names: str, of: str | None = None) -> list[int]:
    """The lines on which something's attribute of such a name is used; or only one thing's."""
    if not any(name in source for name in names):
        return []  # Parsing takes a thousand times as long as looking for a word.
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and node.attr in names
        and (of is None or (isinstance(node.value, ast.Name) and node.value.id == of))
    ]
