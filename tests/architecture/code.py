"""The code as data, for the rules about it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("foundation", "consent", "marketplace", "payouts")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def attributes_named(source: str, name: str) -> list[int]:
    """The lines on which something's attribute of this name is used."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr == name
    ]
