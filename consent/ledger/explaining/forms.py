"""How one value of an opening is spelled. Forms are text, so that every verifier shares them.

`uuid`, `date` … name a pattern; `one:Set` a word of a closed set; `list:FORM` one or more, none
twice; `map:Set:FORM` answers by word; `object:Name` fields of their own.
"""

import re
from datetime import date
from typing import Annotated, Any

from consent.ledger.explaining.words import SETS

Sha256 = Annotated[str, "sha256"]
Currency = Annotated[str, "currency"]
Code = Annotated[str, "code"]
"""A word of a set that somebody else keeps, such as end products and prohibited subjects."""
Place = Annotated[str, "place"]
Locale = Annotated[str, "locale"]

LONGEST_LIST = 1000
LARGEST_NUMBER = 2**53 - 1
_DATE = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z"
PATTERNS = {
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "instant": f"{_DATE}T{_TIME}",
    "date": _DATE,
    "sha256": r"sha256:[0-9a-f]{64}",
    "currency": r"[A-Z]{3}",
    "code": r"[a-z][a-z0-9_]{0,63}",
    "place": r"[A-Z][A-Z0-9-]{1,15}",
    "locale": r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}",
    "text": r"[^\u0000-\u001f\u007f\u2028-\u202e\u2066-\u2069\ud800-\udfff]{1,500}",
}
"""For Python and for JavaScript alike, matched against the whole. Text has no character that
could turn the order of what a person reads."""
_WORDS = {each.__name__: frozenset(each) for each in SETS}


def is_spelled(form: str, value: Any) -> bool:
    """Whether the value is in its form; not for objects, whose fields are judged one by one."""
    kind, _, rest = form.partition(":")
    match kind:
        case "number":
            return type(value) is int and 0 <= value <= LARGEST_NUMBER
        case "one":
            return isinstance(value, str) and value in _WORDS[rest]
        case "list":
            return _is_list(rest, value)
        case "map":
            words, _, each = rest.partition(":")
            return _is_map(words, each, value)
        case _:
            return isinstance(value, str) and _is_text(kind, value)


def _is_text(kind: str, value: str) -> bool:
    if not re.fullmatch(PATTERNS[kind], value):
        return False
    if kind not in ("date", "instant"):
        return True
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        return False
    return True


def _is_list(form: str, value: Any) -> bool:
    if not isinstance(value, list) or not 1 <= len(value) <= LONGEST_LIST:
        return False
    return all(is_spelled(form, each) for each in value) and len(set(value)) == len(value)


def _is_map(words: str, form: str, value: Any) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(is_spelled(f"one:{words}", key) for key in value)
        and all(is_spelled(form, each) for each in value.values())
    )
