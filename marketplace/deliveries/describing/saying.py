"""Sentences that several of the descriptions share."""

from collections.abc import Iterable
from datetime import date

from consent.ledger.explaining.words import Use, said
from marketplace.deliveries.describing.bundle import Agreement, Bundle


def uses_said(uses: Iterable[Use]) -> str:
    words = [said(use) for use in uses]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def sentence_of_agreement(each: Agreement) -> str:
    if each.alpha is None:
        return f"{each.of}: too few takes were judged twice to say ({each.takes})."
    return f"{each.of}: Krippendorff's alpha {each.alpha:.2f} over {each.takes} takes judged twice."


def period(bundle: Bundle) -> tuple[str, ...]:
    """First and last day of recording."""
    found = bundle.recorded_between()
    return tuple(day.isoformat() for day in found) if found else ()


def day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else "no day"


def size(count: int) -> str:
    """In the units that people know, to three figures."""
    value, units = float(count), ["bytes", "kB", "MB", "GB", "TB"]
    while value >= 1000 and len(units) > 1:
        value, units = value / 1000, units[1:]
    return f"{count} bytes" if units[0] == "bytes" else f"{value:.3g} {units[0]}"
