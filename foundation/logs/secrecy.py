"""What never reaches a log: secrets, what is personal, and whatever the caller sent."""

import re
from collections.abc import Iterator, MutableMapping
from typing import Any

from flask import has_request_context, request

LEFT_OUT = "(left out)"
_SECRET_WORDS = frozenset(
    (
        *("address", "agent", "authorization", "cookie", "email", "iban", "mail", "name"),
        *("passphrase", "password", "phone", "secret", "token"),
    )
)
_OURS = frozenset(
    (
        *("account_id", "endpoint", "job", "level", "logger", "method", "ms", "request_id"),
        *("status", "time"),
    )
)
"""Written by our own code from closed sets and ids: nothing of a caller's can be in them."""
_PATTERNS = (
    re.compile(r"[^\s@<>\"'=(]+@[^\s@<>\"'),]+\w"),  # Email addresses; user and password in URLs.
    re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"),  # IBAN.
    re.compile(r"\b\d{3}-\d{2}-\d{4}\b"),  # A tax number of the United States.
    re.compile(r"(?<=\w)\?[^\s\"'>)]+"),  # Query strings carry tokens.
    re.compile(r"(?i)\b(?:bearer|basic) \S+"),
    re.compile(r"(?=[\w-]*\d)[\w-]{40,}"),  # Tokens; an id has 36 characters.
)
_SHORTEST_CUT = 4


def leave_out_known_keys(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Any:
    for key in event.keys() - _OURS:
        if not _SECRET_WORDS.isdisjoint(key.lower().split("_")):
            event[key] = LEFT_OUT
    return event


def cut_what_must_not_be_kept(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Any:
    """Exceptions quote what they choked on: what was sent is cut out of every text."""
    free = [key for key, value in event.items() if key not in _OURS and isinstance(value, str)]
    if free == ["event"]:
        return event  # A sentence of our own, with nothing put in.
    sent = sorted(set(_sent()), key=len, reverse=True)
    for key in free:
        for value in sent:
            event[key] = event[key].replace(value, LEFT_OUT)
        for pattern in _PATTERNS:
            event[key] = pattern.sub(LEFT_OUT, event[key])
    return event


def _sent() -> Iterator[str]:
    """Each text of this request that somebody chose; a form is not read for this."""
    if not has_request_context():
        return
    read = request.__dict__  # Werkzeug keeps here what has been parsed already.
    values = [
        *request.args.values(),
        *request.cookies.values(),
        *(request.view_args or {}).values(),
    ]
    values += [request.headers.get("Authorization", ""), request.query_string.decode("latin-1")]
    if "form" in read:
        values += [each for texts in request.form.listvalues() for each in texts]
    if request.is_json:
        values += _texts((read.get("_cached_json") or (None,))[0])
    yield from (each for each in values if isinstance(each, str) and len(each) >= _SHORTEST_CUT)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
