"""What a draft says so far: the value it comes to, and what cannot be read yet, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError

from foundation.money import decimals_of
from marketplace.requests.content import SceneContent
from marketplace.requests.costing import Cost, cost_of
from marketplace.requests.models import RequestKind
from marketplace.requests.schemas import SCHEMAS
from marketplace.requests.sections import Section, sections_of
from marketplace.requests.typed import flat, flat_errors
from marketplace.requests.values import BLANK_CURRENCY, content_of

Findings = dict[str, str]
"""What is wrong or missing, by section and field: `pay.hourly`."""


@dataclass(frozen=True, slots=True)
class Reading:
    said: SceneContent
    """With blanks where nothing could be read: for a sum, never for a version."""
    unread: Findings
    has_currency: bool

    def whole(self, section: Section) -> bool:
        return not any(name.startswith(f"{section}.") for name in self.unread)

    @property
    def cost(self) -> Cost | None:
        """As far as it can be told; nothing without a currency."""
        return cost_of(self.said) if self.has_currency else None


def read(typed: Mapping[str, Any], kind: RequestKind) -> Reading:
    sections: dict[Section, Mapping[str, Any]] = {}
    unread: Findings = {}
    for section in sections_of(kind):
        sections[section], wrong = _read(section, typed.get(section, {}))
        unread |= {f"{section}.{name}": why for name, why in wrong.items()}
    currency = sections[Section.PAY].get("currency")
    for section, said in sections.items():
        for name in _too_fine(said, currency or BLANK_CURRENCY):
            unread.setdefault(f"{section}.{name}", "This is finer than its currency.")
    return Reading(content_of(sections, kind), unread, currency is not None)


def unread_in(section: Section, typed: Any) -> dict[str, str]:
    """What was typed and cannot be read, without what is only missing yet."""
    wrong = _read(section, typed)[1]
    said = flat(typed)
    return {name: why for name, why in wrong.items() if name in said}


def _read(section: Section, typed: Any) -> tuple[Mapping[str, Any], dict[str, str]]:
    try:
        loaded: Mapping[str, Any] = SCHEMAS[section]().load(typed)
    except ValidationError as invalid:
        readable = invalid.valid_data if isinstance(invalid.valid_data, dict) else {}
        return readable, flat_errors(invalid.messages)
    return loaded, {}


def _too_fine(said: Any, currency: str) -> Iterator[str]:
    for name, value in flat(said).items():
        if isinstance(value, Decimal) and value.scaleb(decimals_of(currency)) % 1:
            yield name
