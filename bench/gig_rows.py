"""Gigs in any number, with words as people use them: few very often, most hardly ever."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from foundation.database import transaction
from foundation.full_text import words_in
from marketplace.clients.models import Client
from marketplace.gigs import indexing, terms
from marketplace.gigs.models import Gig, GigListing, GigState
from marketplace.profiles.words import Medium
from marketplace.requests.models import RequestKind, RequestState, RequestVersion, SceneRequest

CLIENT = UUID(int=7)
LANGUAGES = ("de", "en", "fr", "hi", "pt", "sw")
_WORDS = 30_000
_AT_ONCE = 10_000
_NEWEST = datetime(2026, 3, 2, 9, tzinfo=UTC)
_LETTERS = "abcdefghijklmnopqrtuvwxyz"
"""Without s: a plural is folded, and a made-up word should stay what it is."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What one is made of, for us and for the peer alike."""

    number: int
    title: str
    body: str
    language: str
    open: bool


class Dictionary:
    """Zipf's law: asked for more evenly than written, as searches are."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self._words = [self._word() for _ in range(_WORDS)]
        self._written = list(accumulate(rank**-0.9 for rank in range(1, _WORDS + 1)))
        self._asked = list(accumulate(rank**-0.6 for rank in range(1, _WORDS + 1)))

    def written(self, count: int) -> str:
        return " ".join(self.chance.choices(self._words, cum_weights=self._written, k=count))

    def asked(self, count: int) -> list[str]:
        return self.chance.choices(self._words, cum_weights=self._asked, k=count)

    def _word(self) -> str:
        return "".join(self.chance.choices(_LETTERS, k=self.chance.randint(4, 9)))


def gigs(count: int, dictionary: Dictionary) -> Iterator[Posted]:
    for number in range(1, count + 1):
        title, body = dictionary.written(6), dictionary.written(60)
        language = dictionary.chance.choice(LANGUAGES)
        yield Posted(number, title, body, language, dictionary.chance.random() < 0.7)


def keep(posted: list[Posted]) -> None:
    with transaction() as session:
        session.add(Client(id=CLIENT, name="Northlab"))
        session.flush()
        for start in range(0, len(posted), _AT_ONCE):
            some = posted[start : start + _AT_ONCE]
            for model, row_of in _ROWS:
                session.execute(insert(model), [row_of(each) for each in some])
        indexing.rebuild(session)


def _request(each: Posted) -> dict[str, Any]:
    return {
        "id": UUID(int=(1 << 100) + each.number),
        "number": f"SR-{each.number}",
        "client_id": CLIENT,
        "kind": RequestKind.SCENES,
        "made_by": CLIENT,
        "made_at": _NEWEST,
        "state": RequestState.APPROVED,
        "version": 1,
    }


def _version(each: Posted) -> dict[str, Any]:
    """A list reads no brief, so it may be empty."""
    return {
        "id": UUID(int=(2 << 100) + each.number),
        "request_id": UUID(int=(1 << 100) + each.number),
        "number": 1,
        "content": b"{}",
        "hash": "",
        "submitted_by": CLIENT,
        "dated_at": _NEWEST,
    }


def _gig(each: Posted) -> dict[str, Any]:
    return {
        "id": UUID(int=(3 << 100) + each.number),
        "request_id": UUID(int=(1 << 100) + each.number),
        "client_id": CLIENT,
        "version_id": UUID(int=(2 << 100) + each.number),
        "title": each.title,
        "language": each.language,
        "medium": "audio",
        "intensity": each.number % 4,
        "emotions": 1 << each.number % 30,
        "uses": 0b1101 | each.number % 64,
        "performers": 2,
        "currency": "EUR",
        "hourly_minor": 4_000 + each.number % 90 * 100,
        "unpaid_minutes": each.number % 3 * 10,
        "union_agreement": False,
        "first_day": date(2026, 4, 1) + timedelta(days=each.number % 90),
        "last_day": date(2026, 8, 1),
        "apply_by": date(2100, 1, 1),
        "state": GigState.OPEN if each.open else GigState.CLOSED,
        "opened_at": _NEWEST + timedelta(seconds=each.number),
        "version": 1,
    }


def _listing(each: Posted) -> dict[str, Any]:
    return {
        "place": each.number,
        "gig_id": UUID(int=(3 << 100) + each.number),
        "sector": "",
        "end_product": "companion",
        "months": 36,
        "effective_hourly_minor": 4_000,
        "earns_again": True,
        "terms": _terms(each) if each.open else "",
        "listed": each.open,
    }


def _terms(each: Posted) -> str:
    filters = (
        terms.LISTED,
        terms.language_term(each.language),
        terms.medium_term(Medium.AUDIO),
        terms.currency_term("EUR"),
    )
    title = list(words_in(each.title))
    named = map(terms.title_term, title)
    return " ".join(dict.fromkeys((*filters, *named, *title, *words_in(each.body))))


_ROWS = (
    (SceneRequest, _request),
    (RequestVersion, _version),
    (Gig, _gig),
    (GigListing, _listing),
)
