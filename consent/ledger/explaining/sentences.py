"""Fills the sentences: the one place that knows how a value is read aloud."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from consent.ledger.entries import Entry
from consent.ledger.explaining.phrases import MONTHS
from consent.ledger.explaining.schemas import OBJECTS, SCHEMAS, Schema
from consent.ledger.explaining.wording import CLOSED, LIMITS, OPENED, USES
from consent.ledger.explaining.words import Answer, Use, said
from foundation.money import decimals_of

_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"\{([a-z0-9_]+)\}")


def explained(entry: Entry, payload: Mapping[str, Any] | None = None) -> str:
    """One plain paragraph; without the opening, the little that the entry itself says."""
    day = read_date(entry.event.time.isoformat())
    type_ = entry.event.type
    if payload is None:
        return fill(CLOSED[type_], {"day": day})
    return fill(OPENED[type_], {"day": day, **read_fields(SCHEMAS[type_], payload)})


def fill(template: str, values: Mapping[str, str]) -> str:
    """Every slot by its value; a part in brackets only where all of its slots have one."""

    def part(found: re.Match[str]) -> str:
        known = all(name in values for name in _SLOT.findall(found[1]))
        return found[1] if known else ""

    return _SLOT.sub(lambda slot: values[slot[1]], _OPTIONAL.sub(part, template))


def read_fields(schema: Schema, payload: Mapping[str, Any]) -> dict[str, str]:
    forms = {name.removesuffix("?"): form for name, form in schema.items()}
    values = {name: read(forms[name], value) for name, value in payload.items()}
    if "amount_minor" in payload:
        values["amount"] = read_amount(payload["amount_minor"], payload["currency"])
    return values


def read(form: str, value: Any) -> str:
    kind, _, rest = form.partition(":")
    if kind == "list":
        return ", ".join(read(rest, each) for each in value)
    if kind == "map":
        return _read_map(rest, value)
    if kind == "object":
        return " ".join(read_limits(value))
    return _read_one(kind, value)


def _read_one(kind: str, value: Any) -> str:
    match kind:
        case "date":
            return read_date(value)
        case "instant":
            return f"{read_date(value[:10])} at {value[11:19]} UTC"
        case "one" | "code":
            return said(value)
        case _:
            return str(value)


def read_date(text: str) -> str:
    year, month, day = text.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def read_amount(amount_minor: int, currency: str) -> str:
    places = decimals_of(currency)
    sign = "-" if amount_minor < 0 else ""
    digits = str(abs(amount_minor)).rjust(places + 1, "0")
    if not places:
        return f"{sign}{digits} {currency}"
    return f"{sign}{digits[:-places]}.{digits[-places:]} {currency}"


def read_uses(uses: Mapping[str, str]) -> Iterator[str]:
    for answer in Answer:
        found = [said(use) for use in Use if uses.get(use) == answer]
        if found:
            yield USES[answer].format(", ".join(found))
    if len(uses) < len(Use):
        yield USES["rest"]


def read_limits(limits: Mapping[str, Any]) -> Iterator[str]:
    forms = {name.removesuffix("?"): form for name, form in OBJECTS["Limits"].items()}
    for name, clause in LIMITS.items():
        if name in limits:
            yield clause.format(read(forms[name], limits[name]))


def _read_map(rest: str, value: Mapping[str, Any]) -> str:
    words, _, form = rest.partition(":")
    if (words, form) == ("Use", "one:Answer"):
        return " ".join(read_uses(value))
    return ", ".join(f"{said(use)} {read(form, value[use])}" for use in Use if use in value)
