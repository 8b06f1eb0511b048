"""What differs between two plans of terms, in words, and for whom it got wider."""

from collections.abc import Iterator
from dataclasses import dataclass

from consent.agreements.planned import Planned, PlannedLimits
from consent.agreements.saying import say_answer, say_limit, say_money, say_months
from consent.ledger.explaining.narrowing import widened
from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.words import Use, said


@dataclass(frozen=True, slots=True)
class Difference:
    what: str
    before: str
    after: str
    allows_more: bool
    """Than before: what a performer looks at first."""


def differences(before: Planned, after: Planned) -> tuple[Difference, ...]:
    """Uses first, in their order, then the term, the limits and what is paid."""
    return tuple(each for each in _all(before, after) if each.before != each.after)


def _all(before: Planned, after: Planned) -> Iterator[Difference]:
    for use in Use:
        old, new = say_answer(before.answer(use)), say_answer(after.answer(use))
        more = bool(widened({use: before.answer(use)}, {}, {use: after.answer(use)}, {}))
        yield Difference(said(use).capitalize(), old, new, more)
    longer = after.months > before.months
    yield Difference("Term", say_months(before.months), say_months(after.months), longer)
    for name in PlannedLimits.__slots__:
        old, new = say_limit(name, before.limits), say_limit(name, after.limits)
        yield Difference(said(name).capitalize(), old, new, _wider(name, before, after))
    for what, old, new in zip(
        ("Prices", "Royalty", "Renewal"), say_money(before), say_money(after), strict=True
    ):
        yield Difference(what, old, new, allows_more=False)


def _wider(name: str, before: Planned, after: Planned) -> bool:
    old, new = plain_fields(before.limits), plain_fields(after.limits)
    only = {name: old[name]} if name in old else {}
    return bool(widened({}, only, {}, {name: new[name]} if name in new else {}))
