"""Members of an answer as plain typed values. What is missing raises KeyError or TypeError."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.amounts import as_read

T = TypeVar("T")


def text(said: JsonObject, name: str) -> str:
    """Empty where Stripe says null or nothing."""
    found = said.get(name)
    if found is not None and not isinstance(found, str):
        raise TypeError(name)
    return found or ""


def number(said: JsonObject, name: str) -> int:
    found = said[name]
    if type(found) is not int:
        raise TypeError(name)
    return found


def reference(said: JsonObject, name: str) -> str:
    """An id, also where the object itself was sent in its place; empty where there is none."""
    found = said.get(name)
    return identifier(found) if isinstance(found, dict) else text(said, name)


def identifier(said: JsonObject) -> str:
    found = said["id"]
    if not isinstance(found, str) or not found:
        raise TypeError("id")
    return found


def money(said: JsonObject, name: str = "amount") -> Money:
    return as_read(number(said, name), said["currency"])


def instant(said: JsonObject, name: str = "created") -> datetime:
    """API v1 counts seconds, v2 writes them out."""
    found = said[name]
    if isinstance(found, str):
        return datetime.fromisoformat(found).astimezone(UTC)
    return datetime.fromtimestamp(number(said, name), UTC)


def instant_or_none(said: JsonObject, name: str) -> datetime | None:
    return None if said.get(name) is None else instant(said, name)


def labels(said: JsonObject) -> dict[str, str]:
    """Our own metadata, as we sent it."""
    return {str(key): str(value) for key, value in (said.get("metadata") or {}).items()}


def each(said: JsonObject, name: str, read: Callable[[Any], T]) -> tuple[T, ...]:
    return tuple(read(one) for one in said.get(name) or ())


def inside(said: JsonObject, *names: str) -> JsonObject:
    """A member of a member of …; empty where the way ends."""
    for name in names:
        found = said.get(name)
        if not isinstance(found, dict):
            return {}
        said = found
    return said
