"""Terms as fields of a form, and back: amounts as people write them, lists with commas."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from consent.agreements.planned import Planned, PlannedLimits
from consent.ledger.explaining.words import (
    Answer,
    Basis,
    Exclusivity,
    Identifiability,
    PostMortem,
    Use,
)
from foundation.money import decimals_of

CODES = ("end_products", "prohibited_subjects", "model_classes", "media")
PLACES = ("territories", "storage_regions", "processing_regions")
_Word = TypeVar("_Word", bound=StrEnum)
_Said = TypeVar("_Said")
LISTS = ("models", *CODES, *PLACES)


def values_of(planned: Planned) -> dict[str, str]:
    """What stands in the fields when the form is opened."""
    limits = {name: getattr(planned.limits, name) for name in PlannedLimits.__slots__}
    lists = {name: ", ".join(limits.pop(name) or ()) for name in LISTS}
    single = {
        **limits,
        "months": planned.months,
        "currency": planned.currency,
        "post_mortem": planned.post_mortem,
        "royalty": _written(planned.royalty_basis_points, 2),
        "renewal": _written(planned.renewal_fee_minor, _decimals(planned.currency)),
    }
    uses = {f"use_{use}": planned.answer(use).value for use in Use}
    bases = {f"basis_{use}": basis.value for use, basis in (planned.lawful_basis or {}).items()}
    prices = {
        f"price_{use}": _written(price, _decimals(planned.currency))
        for use, price in (planned.prices or {}).items()
    }
    said = {name: "" if value is None else str(value) for name, value in single.items()}
    return {**lists, **said, **uses, **bases, **prices}


def planned_from(form: Mapping[str, Any]) -> Planned:
    """Of a form whose every field has the shape that it should have."""
    currency = form["currency"] or None
    decimals = _decimals(currency)
    return Planned(
        uses={use: Answer(form[f"use_{use}"]) for use in Use},
        months=form["months"],
        limits=PlannedLimits(
            **{name: tuple(form[name]) or None for name in LISTS},
            identifiability=_one(Identifiability, form["identifiability"]),
            exclusivity=_one(Exclusivity, form["exclusivity"]),
            included_retakes=form["included_retakes"],
        ),
        prices=_kept({use: _minor(form[f"price_{use}"], decimals) for use in Use}),
        currency=currency,
        royalty_basis_points=_minor(form["royalty"], 2),
        renewal_fee_minor=_minor(form["renewal"], decimals),
        lawful_basis=_kept({use: _one(Basis, form[f"basis_{use}"]) for use in Use}),
        post_mortem=_one(PostMortem, form["post_mortem"]),
    )


def items(text: str) -> list[str]:
    """Of a list with commas, each once."""
    return list(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


def too_fine(form: Mapping[str, Any]) -> list[str]:
    """The fields whose amounts are finer than their currency."""
    decimals = _decimals(form["currency"])
    finest = {"royalty": 2, "renewal": decimals, **{f"price_{use}": decimals for use in Use}}
    amounts = {name: form[name] for name in finest if form[name] is not None}
    return [name for name, each in amounts.items() if each.scaleb(finest[name]) % 1]


def _decimals(currency: str | None) -> int:
    return decimals_of(currency or "")


def _written(minor: int | None, decimals: int) -> str:
    return "" if minor is None else f"{Decimal(minor).scaleb(-decimals):f}"


def _minor(amount: Decimal | None, decimals: int) -> int | None:
    return None if amount is None else int(amount.scaleb(decimals))


def _one(kind: type[_Word], text: str) -> _Word | None:
    return kind(text) if text else None


def _kept(said: Mapping[Use, _Said | None]) -> dict[Use, _Said] | None:
    return {use: each for use, each in said.items() if each is not None} or None
