"""Answers with what they refer to put in, where the request asks for it."""

import json
from collections.abc import Sequence

from payouts.sandbox.refusals import Document, invalid
from payouts.sandbox.state import State

_DEEPEST = 4


def expanded(state: State, document: Document, paths: Sequence[str]) -> Document:
    copy: Document = json.loads(json.dumps(document))
    for path in paths:
        parts = path.split(".")
        if len(parts) > _DEEPEST + (parts[0] == "data"):
            raise invalid(f"You cannot expand more than {_DEEPEST} levels of a property.")
        _expand(state, [copy], parts, path)
    return copy


def _expand(state: State, holders: Sequence[Document], parts: Sequence[str], path: str) -> None:
    """One step down: each holder's part becomes the object it names."""
    if not parts or not holders:
        return
    part, further = parts[0], []
    for holder in holders:
        if part not in holder:
            said = f"This property cannot be expanded ({path})."
            raise invalid(said, "property_not_expandable", param="expand")
        if isinstance(holder[part], str):
            found = state.records.find(holder[part])
            holder[part] = holder[part] if found is None else found.document
        elif holder[part] is None and (keeper := state.records.find(holder.get("id", ""))):
            # Some parts are shown only to those who ask.
            holder[part] = keeper.aside.get("on_request", {}).get(part)
        inside = holder[part]
        further += [each for each in inside if isinstance(each, dict)] if _is(inside, list) else []
        further += [inside] if _is(inside, dict) else []
    _expand(state, further, parts[1:], path)


def _is(value: object, kind: type) -> bool:
    return isinstance(value, kind)
