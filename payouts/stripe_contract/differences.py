"""Where two contracts differ, in lines that a person reads."""

from collections.abc import Iterator
from typing import Any

_WHERE_NAMES_ARE = ("parameters",)


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [
        *_between(old["info"], new["info"], "info"),
        *_between(old["paths"], new["paths"], ""),
        *_between(old["components"]["schemas"], new["components"]["schemas"], ""),
    ]


def _between(old: Any, new: Any, way: str) -> Iterator[str]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _members(old, new, way)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _items(old, new, way)
    else:
        yield f"{way}: {_short(old)} became {_short(new)}"


def _members(old: dict[str, Any], new: dict[str, Any], way: str) -> Iterator[str]:
    for key in sorted(old.keys() | new.keys()):
        inside = f"{way} {key}".strip()
        if key not in new:
            yield f"{inside}: gone"
        elif key not in old:
            yield f"{inside}: new"
        else:
            yield from _between(old[key], new[key], inside)


def _items(old: list[Any], new: list[Any], way: str) -> Iterator[str]:
    if way.rsplit(" ", 1)[-1] in _WHERE_NAMES_ARE:
        named_old, named_new = ({each["name"]: each for each in side} for side in (old, new))
        yield from _members(named_old, named_new, way)
        return
    for gone in (each for each in old if each not in new):
        yield f"{way}: {_short(gone)} gone"
    for added in (each for each in new if each not in old):
        yield f"{way}: {_short(added)} new"


def _short(value: Any) -> str:
    said = repr(value)
    return said if len(said) <= 80 else f"{said[:77]}..."
