"""The terms of an agreement before anybody signs it: limits without a date, an end in months."""

import hashlib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
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
