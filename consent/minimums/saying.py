"""Minimums in plain words, made from the minimums themselves."""

from collections.abc import Iterator

from consent.agreements.saying import say_months
from consent.ledger.explaining.sentences import read_amount
from consent.ledger.explaining.words import said
from consent.minimums.wishes import Minimums, Wish

_WISHED = {Wish.NEVER: "Never: {}.", Wish.FINE: "Fine: {}."}


def summary(minimums: Minimums) -> tuple[str, ...]:
    return tuple(_sentences(minimums))


def _sentences(minimums: Minimums) -> Iterator[str]:
    for wish, words in _WISHED.items():
        uses = [said(use) for use, wished in minimums.uses.items() if wished is wish]
        if uses:
            yield words.format(", ".join(uses))
    for use, price in minimums.prices.items():
        yield f"Only from {read_amount(price, minimums.currency or '')} up: {said(use)}."
    if minimums.longest_months:
        yield f"For {say_months(minimums.longest_months)} at most."
    if minimums.most_intense:
        yield f"Scenes are {minimums.most_intense} at most."
    yield from _listed(minimums)


def _listed(minimums: Minimums) -> Iterator[str]:
    subjects = [said(each) for each in minimums.prohibited_subjects]
    rates = [read_amount(rate, each) for each, rate in minimums.lowest_rates.items()]
    for words, found in (
        ("Never about: {}.", subjects),
        ("Only in: {}.", minimums.territories),
        ("Clients that you avoid: {}", minimums.avoided),
        ("For an hour of work at least: {}.", rates),
    ):
        if found:
            yield words.format(", ".join(found))
