"""What a search asks, and the places of the gigs that it finds: from the index, never by a scan."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, column, select, table, text
from sqlalchemy.orm import Session, aliased

from consent.ledger.explaining.words import Use
from consent.minimums.wishes import Intensity
from consent.terms.bits import mask_of
from foundation.full_text import words_in
from marketplace.gigs import terms
from marketplace.gigs.models import Gig, GigListing
from marketplace.profiles.words import Emotion, Medium

PAGE = 50
_FTS = table("marketplace_gig_listing_fts", column("rowid", Integer))
_IN_SQLITE = text("marketplace_gig_listing_fts MATCH :asked")
_IN_POSTGRESQL = text("marketplace_gig_listing.terms @@ CAST(:asked AS tsquery)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    words: str = ""
    language: str = ""
    medium: Medium | None = None
    feelings: tuple[Emotion, ...] = ()
    most_intense: Intensity | None = None
    uses: tuple[Use, ...] = ()
    """That it asks for."""
    without: tuple[Use, ...] = ()
    """That it must not ask for."""
    union: bool = False
    currency: str = ""
    least_hourly_minor: int | None = None
    from_on: date | None = None
    until_on: date | None = None
    best: bool = False
    """What has the words in its title first; otherwise the newest first."""

    mine: bool = False
    """What matches its reader's profile first."""

    @property
    def typed(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(words_in(self.words)))[: terms.MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Found:
    places: list[int] = field(default_factory=list)
    next: int | None = None
    """Read on below this place."""


def found(
    session: Session, search: Search, *, below: int | None = None, limit: int = PAGE
) -> Found:
    """One page. By titles there is no second: whoever looks further asks for the newest."""
    if search.best and search.typed:
        return Found(_best(session, search, limit))
    places = _places(session, search, search.typed, below, limit + 1)
    return Found(places[:limit], places[limit - 1] if len(places) > limit else None)


def _best(session: Session, search: Search, limit: int) -> list[int]:
    """No more is ranked than is shown: the newest of those that have every word in the title,
    then the newest of the others."""
    titled = tuple(terms.title_term(word) for word in search.typed)
    first = _places(session, search, titled, None, limit)
    rest = _places(session, search, search.typed, None, limit) if len(first) < limit else []
    return list(dict.fromkeys((*first, *rest)))[:limit]


def _places(
    session: Session, search: Search, words: tuple[str, ...], below: int | None, limit: int
) -> list[int]:
    sqlite = session.get_bind().dialect.name == "sqlite"
    asked = (" AND " if sqlite else " & ").join((*words, terms.LISTED, *_filters(search)))
    query, given = _newest(sqlite, below is not None), {"asked": asked, "limit": limit}
    compared = list(_compared(search))
    if compared:
        query = query.where(_of_a_gig(_place(sqlite), compared))
    return list(session.scalars(query, given if below is None else {**given, "below": below}))


@lru_cache
def _newest(sqlite: bool, is_further: bool) -> Select[tuple[int]]:
    """Put together once: that takes as long as asking it."""
    place = _place(sqlite)
    query = select(place).where(_IN_SQLITE if sqlite else _IN_POSTGRESQL)
    if is_further:
        query = query.where(place < bindparam("below"))
    return query.order_by(place.desc()).limit(bindparam("limit"))


def _place(sqlite: bool) -> Any:
    return _FTS.c.rowid if sqlite else GigListing.__table__.c.place


def _of_a_gig(place: Any, compared: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Asked for each that the index finds, until the page is full."""
    listing = aliased(GigListing)
    return (
        select(listing.place)
        .join(Gig, Gig.id == listing.gig_id)
        .where(listing.place == place, *compared)
        .correlate(_FTS, GigListing.__table__)
        .exists()
    )


def _filters(search: Search) -> Iterator[str]:
    if search.language:
        yield terms.language_term(search.language)
    if search.medium is not None:
        yield terms.medium_term(search.medium)
    if search.most_intense is not None:
        yield terms.intensity_term(search.most_intense)
    if search.currency:
        yield terms.currency_term(search.currency)
    if search.union:
        yield terms.UNION
    yield from (terms.feeling_term(each) for each in search.feelings)
    yield from (terms.use_term(mask_of([each])) for each in search.uses)


def _compared(search: Search) -> Iterator[ColumnElement[bool]]:
    """What is no term: compared in the gig's own columns."""
    if search.without:
        yield Gig.uses.bitwise_and(mask_of(search.without)) == 0
    if search.least_hourly_minor is not None:
        yield Gig.hourly_minor >= search.least_hourly_minor
    if search.from_on is not None:
        yield Gig.last_day >= search.from_on
    if search.until_on is not None:
        yield Gig.first_day <= search.until_on
