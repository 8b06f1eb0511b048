"""What an audit event holds besides, as people read it; programs read it in the spreadsheet."""

from collections.abc import Mapping
from typing import Any


def details_in_words(details: Any) -> str:
    """`{"second_factor": true}` is "second factor: yes"."""
    if isinstance(details, Mapping):
        return "; ".join(f"{_spaced(name)}: {_inner(each)}" for name, each in details.items())
    if isinstance(details, list):
        return ", ".join(map(details_in_words, details)) or "none"
    if details is None or details == "":
        return "nothing"
    if isinstance(details, bool):
        return "yes" if details else "no"
    return str(details)


def _inner(value: Any) -> str:
    said = details_in_words(value)
    return f"({said})" if isinstance(value, Mapping) else said


def _spaced(name: str) -> str:
    return name.replace("_", " ")
