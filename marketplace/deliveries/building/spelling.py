"""The one spelling of RFC 8785 for what a delivery lists: a hundred thousand files, where the
library takes a hundred times as long."""

import json
from typing import Any

_WRITE = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode


def canonical(value: Any) -> bytes:
    """Of objects with ASCII keys, lists, texts, whole numbers, and nothing else: for these the two
    spell alike, and a test holds them to it. A fraction is spelled otherwise."""
    return _WRITE(value).encode()
