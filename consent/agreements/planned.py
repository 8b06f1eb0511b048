"""The terms of an agreement before anybody signs it: limits without a date, an end in months."""

import hashlib
import json
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

import rfc8785

from consent.ledger.explaining.forms import Code, Currency, Place
from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import (
    Answer,
    Basis,
    Exclusivity,
    Identifiability,
    PostMortem,
    Use,
)

USUAL_MONTHS = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLimits:
    """What is None is not limited. Who the client is, and the days, come with the engagement."""

    end_products: tuple[Code, ...] | None = None
    prohibited_subjects: tuple[Code, ...] | None = None
    models: tuple[str, ...] | None = None
    model_classes: tuple[Code, ...] | None = None
    territories: tuple[Place, ...] | None = None
    media: tuple[Code, ...] | None = None
    storage_regions: tuple[Place, ...] | None = None
    processing_regions: tuple[Place, ...] | None = None
    identifiability: Identifiability | None = None
    exclusivity: Exclusivity | None = None
    included_retakes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    uses: Mapping[Use, Answer]
    """What is not answered is not allowed."""
    months: int = USUAL_MONTHS
    """From the first day on. There is no "perpetual"."""
    limits: PlannedLimits = field(default_factory=PlannedLimits)
    prices: Mapping[Use, int] | None = None
    """What each optional use costs, in minor units of the currency."""
    currency: Currency | None = None
    royalty_basis_points: int | None = None
    renewal_fee_minor: int | None = None
    lawful_basis: Mapping[Use, Basis] | None = None
    post_mortem: PostMortem | None = None

    def answer(self, use: Use) -> Answer:
        return self.uses.get(use, Answer.NOT_ALLOWED)

    def canonical(self) -> bytes:
        """RFC 8785: one spelling, so that equal terms have equal hashes."""
        return rfc8785.dumps(plain_fields(self))

    @classmethod
    def read(cls, canonical: bytes) -> "Planned":
        """Back from what `canonical` gave."""
        said = json.loads(canonical)
        return cls(
            **{
                **said,
                "uses": {Use(use): Answer(each) for use, each in said["uses"].items()},
                "limits": PlannedLimits(**_limits(said["limits"])),
                "prices": _by_use(int, said.get("prices")),
                "lawful_basis": _by_use(Basis, said.get("lawful_basis")),
                "post_mortem": PostMortem(said["post_mortem"]) if "post_mortem" in said else None,
            }
        )

    @property
    def hash(self) -> str:
        return "sha256:" + hashlib.sha256(self.canonical()).hexdigest()

    def limits_from(self, first: date, *, clients: tuple[UUID, ...]) -> Limits:
        """As they hold once the first day and the client are known."""
        ends = last_day(first, self.months)
        named = {name: getattr(self.limits, name) for name in PlannedLimits.__slots__}
        return Limits(ends_on=ends, starts_on=first, clients=clients, **named)


def last_day(first: date, months: int) -> date:
    """The day before the one with the same number, or before the month after where it has none."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    days = monthrange(year, month + 1)[1]
    if first.day > days:
        return date(year, month + 1, days)
    return date(year, month + 1, first.day) - timedelta(days=1)


_Said = TypeVar("_Said")


def _by_use(
    reads: Callable[[Any], _Said], said: Mapping[str, Any] | None
) -> dict[Use, _Said] | None:
    return None if said is None else {Use(use): reads(each) for use, each in said.items()}


def _limits(said: Mapping[str, Any]) -> dict[str, Any]:
    words = {"identifiability": Identifiability, "exclusivity": Exclusivity}
    lists = {name: tuple(each) for name, each in said.items() if isinstance(each, list)}
    return {**said, **lists, **{name: words[name](said[name]) for name in words if name in said}}
