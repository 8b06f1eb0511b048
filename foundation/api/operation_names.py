"""What each operation is called: by the words of its path, so that one leads to the other.

`GET /deliveries` is `list_deliveries`, `GET /deliveries/{delivery_id}` is `get_delivery`, and
`POST /deliveries/{delivery_id}/delta` is `post_delivery_delta`. The names stand in the document as
`operationId`, so that every generator makes the same ones.
"""

import re
from collections.abc import Iterator
from typing import Any

Spec = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
_PREFIX = "/api/v1/"
_STAYS = frozenset(("address", "hours", "messages", "minimums"))
"""Where the plural is the thing itself."""


def with_names(spec: Spec) -> Spec:
    """Refuses two operations of one name."""
    taken: dict[str, str] = {}
    for path, method, operation in operations(spec):
        name = name_of(method, path, operation)
        if taken.setdefault(name, path) != path:
            raise ValueError(f"{path} and {taken[name]} would both be called {name}.")
        operation["operationId"] = name
    return spec


def operations(spec: Spec) -> Iterator[tuple[str, str, Spec]]:
    for path, item in spec["paths"].items():
        yield from ((path, method, item[method]) for method in METHODS if method in item)


def is_list(operation: Spec) -> bool:
    """It comes in pages."""
    return any(each.get("name") == "after" for each in operation.get("parameters", ()))


def name_of(method: str, path: str, operation: Spec) -> str:
    verb = "list" if method == "get" and is_list(operation) else method
    steps = path.removeprefix(_PREFIX).split("/")
    words = [
        _one(step) if _is_one(step, following, method) else step
        for step, following in zip(steps, [*steps[1:], ""], strict=True)
        if not step.startswith("{")
    ]
    return re.sub(r"\W", "_", "_".join((verb, *words)))


def _is_one(step: str, following: str, method: str) -> bool:
    """What is followed by an id is one of its kind, and so is what a POST adds."""
    if step in _STAYS:
        return False
    return following.startswith("{") or (method == "post" and not following)


def _one(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "sses")):
        return word[:-2]
    return word.removesuffix("s") if not word.endswith("ss") else word
