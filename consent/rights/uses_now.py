"""Each use of a recording as it is now, and what would stop if one alone were paused."""

from dataclasses import dataclass

from consent.grants.models import Suspension
from consent.ledger.explaining.words import Use, said
from consent.rights.cards import Card
from consent.rights.pausing import OWN
from consent.terms.bits import BIT, EVERY_USE
from consent.terms.meaning import MEANING


@dataclass(frozen=True, slots=True)
class UseNow:
    """One use that was given, as it is now."""

    use: Use
    about: str
    meaning: str
    paused: bool
    waits: bool
    """Until the take is accepted it is given, and not permitted yet."""
    resumable: tuple[Use, ...]
    """What one pause of one's own that names this use stops together; empty where there is none."""


def uses_now(card: Card) -> list[UseNow]:
    """What is given and lives, use by use."""
    given = paused = 0
    permitted = BIT[Use.REVIEW]
    for paper in card.living:
        given |= paper.right.uses
        paused |= paper.paused
        permitted |= paper.right.uses if paper.right.accepted else 0
    own = [set(_uses(row.uses)) for row in _named_pauses(card)]
    return [
        UseNow(
            use,
            said(use).capitalize(),
            MEANING[use],
            bool(paused & BIT[use]),
            not permitted & BIT[use],
            next((tuple(each for each in Use if each in some) for some in own if use in some), ()),
        )
        for use in Use
        if given & BIT[use]
    ]


def what_stops(card: Card, use: Use | None) -> tuple[str, ...]:
    """In sentences, if this use alone were paused, or all of it."""
    now = [each for each in uses_now(card) if not each.paused]
    if use is None:
        stopping = ", ".join(each.about.lower() for each in now)
        return (f"Everything stops at once: {stopping}.",) if stopping else ()
    rest = ", ".join(each.about.lower() for each in now if each.use is not use)
    stops = f"{said(use).capitalize()} stops at once, for everybody."
    return (stops, f"Everything else goes on: {rest}.") if rest else (stops,)


def _named_pauses(card: Card) -> list[Suspension]:
    """Of one's own, those that name uses and are about every client."""
    return [
        row
        for paper in card.living
        for row in paper.pauses
        if row.cause == OWN and row.client_id is None and row.uses != EVERY_USE
    ]


def _uses(bits: int) -> list[Use]:
    return [use for use in Use if bits & BIT[use]]


def paused_in_words(row: Suspension) -> str:
    named = "" if row.uses == EVERY_USE else f": {', '.join(said(use) for use in _uses(row.uses))}"
    until = f" until the end of {row.until:%-d %B %Y}" if row.until else ""
    return f"Paused{until}{named}."
