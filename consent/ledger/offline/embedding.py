"""Writes the rules into both verifiers: `python -m consent.ledger.offline.embedding`.

A test fails while they are not the same as in `consent.ledger.explaining`.
"""

import json
import re
from pathlib import Path
from typing import Any

from consent.ledger.explaining.rules import rules
from consent.ledger.offline import policy_of

HERE = Path(__file__).parent
_POLICY = re.compile(r'(?<=<meta http-equiv="Content-Security-Policy" content=").*?(?=">)')


def written_rules() -> str:
    """One line for each type and each table, so that a change can be read as one."""
    types = rules().pop("types")
    lines = [f'  "{name}": {_line(each)}' for name, each in sorted(types.items())]
    parts = [
        f' "{name}": {_line(each)}' for name, each in sorted(rules().items()) if name != "types"
    ]
    whole = ",\n".join([*parts, ' "types": {\n' + ",\n".join(lines) + "\n }"])
    return "{\n" + whole + "\n}"


def _line(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def in_python(source: str) -> str:
    """The verifier's source with these rules in it."""
    written = written_rules()
    begin, end = "# RULES BEGIN", "# RULES END\n"
    head, _, rest = source.partition(begin)
    first, _, rest = rest.partition("\n")
    _, _, tail = rest.partition(end)
    block = f'RULES: dict[str, Any] = json.loads(\n    r"""\n{written}\n"""\n)\n'
    return f"{head}{begin}{first}\n{block}{end}{tail}"


def in_page(source: str) -> str:
    written = written_rules()
    head, _, rest = source.partition("// RULES BEGIN\n")
    _, _, tail = rest.partition("// RULES END\n")
    return with_policy(f"{head}// RULES BEGIN\nconst RULES = {written};\n// RULES END\n{tail}")


def with_policy(source: str) -> str:
    """The page's own security policy, by the hashes of its two blocks."""
    return _POLICY.sub(lambda _: policy_of(source.encode()), source, count=1)


def main() -> None:
    for name, embed in (("verify.py", in_python), ("verify.html", in_page)):
        path = HERE / name
        path.write_text(embed(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
