"""Plans of terms in plain words, made from the terms themselves and never typed by hand."""

from collections.abc import Iterator

from consent.agreements.planned import Planned, PlannedLimits
from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.sentences import read, read_amount, read_limits, read_uses
from consent.ledger.explaining.words import Answer, Use, said

_NOT_LIMITED = "not limited"
_NONE = "none"
_PLAINER = {
    "identifiability": {
        "identifiable": "You yourself may be recognised in what is made.",
        "character": "Your character may be recognised in what is made; you yourself may not.",
        "not_identifiable": "Nobody may recognise you in what is made.",
    },
    "exclusivity": {
        "exclusive": "It is exclusive: while it lasts you may not allow the same to anybody else.",
        "non_exclusive": "It is not exclusive: you may allow the same to others.",
    },
}


def summary(planned: Planned) -> tuple[str, ...]:
    return tuple(_sentences(planned))


def _sentences(planned: Planned) -> Iterator[str]:
    yield from read_uses({use.value: answer.value for use, answer in planned.uses.items()})
    yield f"It ends by itself after {say_months(planned.months)}."
    yield from _limits(planned.limits)
    prices, royalty, renewal = say_money(planned)
    if prices != _NONE:
        yield f"Each of these is paid extra, if you allow it: {prices}."
    if planned.royalty_basis_points:
        yield f"Your share of what it earns later: {royalty}."
    else:
        yield "You get no share of what it earns later."
    yield f"For each renewal, if you agree to one: {renewal}."
    if planned.post_mortem is not None:
        yield f"After your death: {said(planned.post_mortem)}."
    yield "You can withdraw at any time, for one recording or for all. What you earned stays yours."


def _limits(limits: PlannedLimits) -> Iterator[str]:
    """In the ledger's words, but for what only a lawyer would understand in them."""
    plain = plain_fields(limits)
    yield from read_limits({name: value for name, value in plain.items() if name not in _PLAINER})
    yield from (words[plain[name]] for name, words in _PLAINER.items() if name in plain)


def say_answer(answer: Answer) -> str:
    return "within the limits" if answer is Answer.CONSTRAINED else said(answer)


def say_months(months: int) -> str:
    if months == 1:
        return "1 month"
    if months >= 24 and months % 12 == 0:
        return f"{months} months ({months // 12} years)"
    return f"{months} months"


def say_limit(name: str, limits: PlannedLimits) -> str:
    value = plain_fields(limits).get(name)
    if value is None:
        return _NOT_LIMITED
    if isinstance(value, int):
        return str(value)
    return read("list:code" if isinstance(value, list) else "code", value)


def say_money(planned: Planned) -> tuple[str, str, str]:
    """Prices of optional uses, royalty, renewal."""
    prices = "; ".join(
        f"{said(use)}, {read_amount((planned.prices or {})[use], planned.currency or '')}"
        for use in Use
        if use in (planned.prices or {})
    )
    points, fee = planned.royalty_basis_points, planned.renewal_fee_minor
    royalty = _NONE if points is None else f"{points // 100}.{points % 100:02d} %"
    renewal = _NONE if fee is None else read_amount(fee, planned.currency or "")
    return prices or _NONE, royalty, renewal
