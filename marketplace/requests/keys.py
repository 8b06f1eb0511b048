"""Names for parts that stay the same when the character is called otherwise."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from marketplace.requests.schemas import names_in
from marketplace.requests.sections import Section


def keyed(section: Section, said: Mapping[str, Any]) -> dict[str, Any]:
    """Without what the section does not know, and with a key for each part."""
    known = names_in(section)
    kept = {name: value for name, value in said.items() if name in known}
    if isinstance(kept.get("parts"), list):
        kept["parts"] = _with_keys(kept["parts"])
    return kept


def _with_keys(parts: list[Any]) -> list[Any]:
    taken: set[str] = set()
    found = []
    for part in parts:
        if isinstance(part, dict):
            key = _free(str(part.get("key") or _plain(str(part.get("name", "")))), taken)
            taken.add(key)
            found.append({**part, "key": key})
    return found


def _free(wanted: str, taken: set[str]) -> str:
    key, number = wanted, 2
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    return key


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:30] or "part"
