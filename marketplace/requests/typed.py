"""What was typed, between the flat names of a form and the nested shape that a draft keeps.

`parts-0-name` is the name in the first of the parts. What was left empty says nothing.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from marketplace.requests.sections import Section

SEVERAL = frozenset(("styles", "themes"))
"""Fields in which any number of a few is ticked."""
_ROW_ID = "key"
_CONTROLS = frozenset(("seen", "stay"))


def typed_from(form: MultiDict[str, str]) -> dict[str, Any]:
    """One section of a draft."""
    found: dict[str, Any] = {}
    for name in form:
        if name in SEVERAL:
            found[name] = form.getlist(name)
        elif name not in _CONTROLS:
            _put(found, name.split("-"), form[name].replace("\r\n", "\n").strip())
    kept = _kept(found)
    return kept if isinstance(kept, dict) else {}


def flat(typed: Any, name: str = "") -> dict[str, Any]:
    """By the names of the form's fields."""
    if isinstance(typed, Mapping):
        pairs: Iterator[tuple[Any, Any]] = iter(typed.items())
    elif isinstance(typed, list) and any(isinstance(each, Mapping) for each in typed):
        pairs = iter(enumerate(typed))
    else:
        return {name: typed}
    found: dict[str, Any] = {}
    for key, value in pairs:
        found |= flat(value, f"{name}-{key}" if name else str(key))
    return found


def flat_errors(messages: Any, name: str = "") -> dict[str, str]:
    """The first thing that is wrong with each field, by the same names."""
    if isinstance(messages, str):
        return {name: messages}
    if isinstance(messages, list):
        return {name: str(messages[0])}
    found: dict[str, str] = {}
    for key, value in messages.items():
        # marshmallow says whether a mapping's key or its value was wrong: here it is one field.
        inner = name if key in ("key", "value") and name else f"{name}-{key}" if name else str(key)
        found |= flat_errors(value, inner)
    return found


def mark(typed: Mapping[str, Any], section: Section) -> str:
    """Stands for what this section says: two people who write the same one notice each other."""
    return hashlib.sha256(json.dumps(typed.get(section, {}), sort_keys=True).encode()).hexdigest()[
        :16
    ]


def _put(found: dict[str, Any], path: list[str], value: str) -> None:
    for step in path[:-1]:
        deeper = found.setdefault(step, {})
        if not isinstance(deeper, dict):
            return
        found = deeper
    found[path[-1]] = value


def _kept(value: Any) -> Any:
    """Without what is empty; what is numbered becomes a list in that order."""
    if not isinstance(value, dict):
        return value
    kept = {name: _kept(each) for name, each in value.items()}
    kept = {name: each for name, each in kept.items() if each not in ("", [], {})}
    if value and all(name.isdecimal() for name in value):
        rows = [kept[name] for name in sorted(kept, key=int)]
        return [row for row in rows if not isinstance(row, dict) or set(row) - {_ROW_ID}]
    return kept
