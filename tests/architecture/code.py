"""The code as data, for the rules about it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("foundation", "consent", "marketplace", "payouts")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def attributes_named(source: str, name: str, of: str | None = None) -> list[int]:
    """The lines on which something's attribute of this name is used; or only one thing's."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and node.attr == name
        and (of is None or (isinstance(node.value, ast.Name) and node.value.id == of))
    ]
