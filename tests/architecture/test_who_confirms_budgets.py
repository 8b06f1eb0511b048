"""Money is confirmed by whoever posts it, and by nobody else: a page with a form would be a way to
pay performers from other clients' money."""

import ast
from pathlib import Path

HOUSE = Path(__file__).parents[2]
PACKAGES = ("assembly", "consent", "foundation", "marketplace", "payouts")
FUNDING = {"payouts/funding/covering.py", "payouts/funding/steps.py"}
DOOR = "marketplace.budgets.steps"


def reaches(source: str) -> bool:
    """Whether it calls the door, whatever it calls it by."""
    tree = ast.parse(source)
    modules, names = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == DOOR:
            names |= {each.asname or each.name for each in node.names if each.name == "confirm"}
        elif isinstance(node, ast.ImportFrom) and node.module == "marketplace.budgets":
            modules |= {each.asname or each.name for each in node.names if each.name == "steps"}
    return bool(names) or any(
        isinstance(node, ast.Attribute)
        and node.attr == "confirm"
        and isinstance(node.value, ast.Name)
        and node.value.id in modules
        for node in ast.walk(tree)
    )


def test_only_funding_confirms_a_budget():
    found = {
        str(path.relative_to(HOUSE))
        for package in PACKAGES
        for path in (HOUSE / package).rglob("*.py")
        if reaches(path.read_text())
    }
    assert found == FUNDING


def test_a_hand_at_the_door_would_be_found():
    """Planted."""
    for source in (
        f"from {DOOR} import confirm\n",
        f"from {DOOR} import confirm as there\n",
        "from marketplace.budgets import steps as money\nmoney.confirm(1)\n",
    ):
        assert reaches(source)
    assert not reaches("from marketplace.budgets import steps\nsteps.commit(1)\n")
