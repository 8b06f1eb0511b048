"""Whether terms that call themselves narrower are."""

from collections.abc import Mapping
from typing import Any

from consent.ledger.explaining.terms import NARROWING
from consent.ledger.explaining.words import Answer, Use

_RANK = {Answer.NOT_ALLOWED: 0, Answer.CONSTRAINED: 1, Answer.ALLOWED: 2}


def widened(
    uses: Mapping[str, str],
    limits: Mapping[str, Any],
    new_uses: Mapping[str, str],
    new_limits: Mapping[str, Any],
) -> str:
    """The first use or limit that allows more than before, or nothing."""
    for use in Use:
        if _rank(new_uses, use) > _rank(uses, use):
            return use.value
    for name, direction in NARROWING.items():
        if name in limits and not _is_narrower(direction, limits[name], new_limits.get(name)):
            return name
    return ""


def _rank(uses: Mapping[str, str], use: Use) -> int:
    return _RANK[Answer(uses.get(use, Answer.NOT_ALLOWED))]


def _is_narrower(direction: str, old: Any, new: Any) -> bool:
    if new is None:
        return False
    match direction:
        case "earlier":
            return bool(new <= old)
        case "later":
            return bool(new >= old)
        case "fewer":
            return set(new) <= set(old)
        case _:
            return set(new) >= set(old)
