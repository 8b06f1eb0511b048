"""The contract as it is kept beside this module: read once, written in one spelling."""

import json
from functools import cache
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_name("contract.json")


@cache
def contract() -> dict[str, Any]:
    """Shared by all who ask: it is to be read, never changed."""
    found: dict[str, Any] = json.loads(KEPT.read_text())
    return found


def spelled(document: dict[str, Any]) -> str:
    """A line for each operation and each object, so that git shows what changed."""
    shown = {**document, "paths": "", "components": ""}
    lines = [f"{json.dumps(key)}:{_json(value)}" for key, value in shown.items() if value]
    paths = ",\n".join(
        f"{json.dumps(path)}:{{\n{_lines(verbs)}}}" for path, verbs in document["paths"].items()
    )
    objects = _lines(dict(sorted(document["components"]["schemas"].items())))
    lines.append(f'"paths":{{\n{paths}}}')
    lines.append(f'"components":{{"schemas":{{\n{objects}}}}}')
    return "{" + ",\n".join(lines) + "}\n"


def _lines(members: dict[str, Any]) -> str:
    return ",\n".join(f"{json.dumps(key)}:{_json(value)}" for key, value in members.items())


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
