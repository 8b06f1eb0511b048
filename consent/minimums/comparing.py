"""Terms that somebody is asked for, against what they said they would agree to."""

from collections.abc import Iterator

from consent.agreements.planned import Planned
from consent.agreements.saying import say_months
from consent.ledger.explaining.sentences import read_amount
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Use, said
from consent.minimums.wishes import Intensity, Minimums, Wish
from consent.terms.signed import SignedTerms
from foundation.clock import now

Terms = Planned | SignedTerms
_ORDER = tuple(Intensity)


def against(minimums: Minimums, terms: Terms, *, avoids_client: bool = False) -> tuple[str, ...]:
    """A sentence for each thing that is asked and not wished; to show, never to refuse by."""
    return tuple(_against(minimums, terms, avoids_client))


def too_intense(minimums: Minimums, intensity: Intensity) -> bool:
    """Whether a scene goes further than this performer wants to."""
    most = minimums.most_intense
    return most is not None and _ORDER.index(intensity) > _ORDER.index(most)


def _against(minimums: Minimums, terms: Terms, avoids_client: bool) -> Iterator[str]:
    if avoids_client:
        yield "It is for a client that you want to avoid."
    for use, wish in minimums.uses.items():
        if terms.uses.get(use, Answer.NOT_ALLOWED) is not Answer.NOT_ALLOWED:
            yield from _use(minimums, terms, use, wish)
    yield from _term(minimums, terms)
    yield from _subjects(minimums, terms)
    yield from _territories(minimums, terms)


def _use(minimums: Minimums, terms: Terms, use: Use, wish: Wish) -> Iterator[str]:
    if wish is Wish.NEVER:
        yield f"It asks for {said(use)}; you said no."
    elif wish is Wish.PRICED:
        yield from _price(minimums, terms, use)


def _price(minimums: Minimums, terms: Terms, use: Use) -> Iterator[str]:
    least = minimums.prices.get(use, 0)
    wanted = read_amount(least, minimums.currency or "")
    offered, currency = (terms.prices or {}).get(use), terms.currency or ""
    if offered is None:
        yield f"It asks for {said(use)} without a price of its own; you want {wanted} at least."
    elif currency != minimums.currency:
        paid = read_amount(offered, currency)
        yield f"It pays {paid} for {said(use)}; you want {wanted} at least, in another currency."
    elif offered < least:
        paid = read_amount(offered, currency)
        yield f"It pays {paid} for {said(use)}; you want {wanted} at least."


def _term(minimums: Minimums, terms: Terms) -> Iterator[str]:
    most, months = minimums.longest_months, _months(terms)
    if most is not None and months > most:
        yield f"It lasts {say_months(months)}; you want {say_months(most)} at most."


def _months(terms: Terms) -> int:
    """Begun months count whole."""
    if isinstance(terms, Planned):
        return terms.months
    return _months_of(terms.limits)


def _months_of(limits: Limits) -> int:
    """From its first day, or from today where it has none."""
    first, last = limits.starts_on or now().date(), limits.ends_on
    months = (last.year - first.year) * 12 + last.month - first.month
    return months + 1 if last.day >= first.day else months


def _subjects(minimums: Minimums, terms: Terms) -> Iterator[str]:
    excluded = terms.limits.prohibited_subjects or ()
    missing = [said(each) for each in minimums.prohibited_subjects if each not in excluded]
    if missing:
        yield f"It does not rule out what you never want to play: {', '.join(missing)}."


def _territories(minimums: Minimums, terms: Terms) -> Iterator[str]:
    if not minimums.territories:
        return
    wanted, asked = ", ".join(minimums.territories), terms.limits.territories
    if asked is None:
        yield f"It is not limited to any territory; you want only {wanted}."
        return
    outside = [each for each in asked if not _is_within(each, minimums.territories)]
    if outside:
        yield f"It covers {', '.join(outside)}; you want only {wanted}."


def _is_within(place: str, wanted: tuple[str, ...]) -> bool:
    """US-CA lies in US; whoever means a country by a union's name names it too."""
    return any(place == each or place.startswith(f"{each}-") for each in wanted)
