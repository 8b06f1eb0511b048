"""What docs/ledger.md says: its tables as they should be, and its example, out of the page."""

import re
from pathlib import Path

from consent.ledger.explaining.rules import rules

PAGE = (Path(__file__).parents[4] / "docs" / "ledger.md").read_text("utf-8")
_BLOCK = re.compile(r"^```example ([a-z0-9.-]+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def example() -> dict[str, str]:
    """The page's example, block by block, as exact text."""
    return dict(_BLOCK.findall(PAGE))


def expected_rows() -> list[str]:
    """The rows that the page has to have, made from the rules."""
    found = rules()
    rows = [_type_row(name, each) for name, each in found["types"].items()]
    rows += [_form_row(name, form) for name, form in found["objects"]["Limits"].items()]
    rows += [f"| {name} | {' '.join(words)} |" for name, words in found["words"].items()]
    rows += [f"| `{name}` | `{_cell(pattern)}` |" for name, pattern in found["patterns"].items()]
    rows += [f"| {limit} | {stated} | {rule} |" for limit, stated, rule in found["dimensions"]]
    return rows


def _type_row(name: str, each: dict[str, object]) -> str:
    schema = each.get("opening")
    fields = " ".join(f"{field}={form}" for field, form in dict(schema or {}).items())
    move = f"{' '.join(each['from'])} → {each['to'] or 'the same'}" if "from" in each else "any"
    return f"| `{name}` | {' '.join(each['kinds'])} | {move} | {fields or 'no opening'} |"


def _form_row(name: str, form: str) -> str:
    direction = dict(rules()["narrowing"]).get(name.removesuffix("?"), "as it likes")
    return f"| {name} | {form} | {direction} |"


def _cell(pattern: str) -> str:
    return pattern.replace("|", "\\|")
