"""Minimums as a value: which uses are fine, at what price, for how long, about what, for whom."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import rfc8785

from consent.ledger.explaining.forms import Code, Currency, Place
from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.words import Use

USES = tuple(use for use in Use if use is not Use.REVIEW)
"""Of review nobody can say no: without it no take is accepted and paid."""


class Wish(StrEnum):
    """About one use. Where nothing is said, nothing is compared."""

    NEVER = "never"
    PRICED = "priced"
    """Only where it has a price of its own, of so much at least."""
    FINE = "fine"


class Intensity(StrEnum):
    """How far a scene may go, from the calmest on."""

    CALM = "calm"
    MODERATE = "moderate"
    STRONG = "strong"
    EXTREME = "extreme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimums:
    """What is empty or None is not limited."""

    uses: Mapping[Use, Wish] = field(default_factory=dict)
    prices: Mapping[Use, int] = field(default_factory=dict)
    """The lowest, of uses that are only fine at a price; in minor units of the currency."""
    currency: Currency | None = None
    prohibited_subjects: tuple[Code, ...] = ()
    most_intense: Intensity | None = None
    longest_months: int | None = None
    territories: tuple[Place, ...] = ()
    """Only there."""
    avoided: tuple[str, ...] = ()
    """Clients, by the names that the performer knows them by."""
    lowest_rates: Mapping[Currency, int] = field(default_factory=dict)
    """For an hour of work, in minor units of each currency."""

    def canonical(self) -> bytes:
        """RFC 8785: one spelling, so that equal minimums have equal bytes."""
        return rfc8785.dumps(plain_fields(self))

    @classmethod
    def read(cls, canonical: bytes) -> "Minimums":
        """Back from what `canonical` gave."""
        said = json.loads(canonical)
        lists = {name: tuple(each) for name, each in said.items() if isinstance(each, list)}
        return cls(**{**said, **lists, **_words(said)})


def _words(said: Mapping[str, Any]) -> dict[str, Any]:
    intense, uses, prices = said.get("most_intense"), said["uses"], said["prices"]
    return {
        "uses": {use: Wish(uses[use]) for use in USES if use in uses},
        "prices": {use: prices[use] for use in USES if use in prices},
        "most_intense": Intensity(intense) if intense else None,
    }
