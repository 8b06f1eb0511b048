"""Which performers can be found, and by whom: from the index, never by a scan.

Whoever asks gets ids. Who avoids the client, sealed or not, is in no answer, and nothing in an
answer says that somebody was left out.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, column, select, table, text
from sqlalchemy.orm import Session

from consent.minimums.queries import avoiding
from foundation.full_text import words_in
from marketplace.accounts.holding import is_held_and_open
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.roles import Role
from marketplace.profiles.availability import free_between
from marketplace.profiles.listing import terms
from marketplace.profiles.listing.models import ProfileListing
from marketplace.profiles.queries import blocked_pairs
from marketplace.profiles.words import Emotion, Equipment, Style

PAGE = 20
MOST_WORDS = 8
"""Of a search; what is typed beyond them is not looked for."""
_AT_ONCE = 200
_MOST_LOOKED_AT = 1000
"""Of those that the index finds, for one page; whoever reads on goes on behind them."""
_FTS = table("marketplace_profile_listing_fts", column("rowid", Integer))
_IN_SQLITE = text("marketplace_profile_listing_fts MATCH :asked")
_IN_POSTGRESQL = text("marketplace_profile_listing.terms @@ CAST(:asked AS tsquery)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is empty or None is not asked."""

    words: str = ""
    languages: tuple[str, ...] = ()
    accent: str = ""
    styles: tuple[Style, ...] = ()
    emotions: tuple[Emotion, ...] = ()
    age: int | None = None
    """That they can play."""
    equipment: tuple[Equipment, ...] = ()
    without_union: bool = False
    """Whoever works only under a union agreement is left out."""
    free_from: datetime | None = None
    free_until: datetime | None = None
    beside: tuple[UUID, ...] = ()
    """Whoever does not play with one of these, or they with them, is left out."""


@dataclass(frozen=True, slots=True)
class Found:
    ids: list[UUID] = field(default_factory=list)
    next: int | None = None
    """Read on below this place."""


def invitable(
    session: Session, client_id: UUID, wanted: Wanted, *, limit: int = PAGE
) -> list[UUID]:
    """Performers whom this client may ask to apply: found by it, and willing to be asked."""
    return found(session, client_id, wanted, limit=limit, invited=True).ids


def findable(
    session: Session, client_id: UUID | None, performer_id: UUID, *, invited: bool = False
) -> bool:
    """Whether a search of this client (None: of casting, for nobody yet) could find this one;
    `invited`: and ask them to apply."""
    of, any_ = ProfileListing, Wanted()
    place = session.scalar(select(of.place).where(of.performer_id == performer_id))
    if place is None or not _fitting(session, client_id, any_, [performer_id]):
        return False
    nearest = _places(session, any_, place + 1, 1, invited=invited)
    return [performer_id] == [row[1] for row in nearest]


def found(
    session: Session,
    client_id: UUID | None,
    wanted: Wanted,
    *,
    below: int | None = None,
    limit: int = PAGE,
    invited: bool = False,
) -> Found:
    """One page, newest profiles first. `client_id` is None where casting looks for nobody yet."""
    ids: list[UUID] = []
    for _ in range(_MOST_LOOKED_AT // _AT_ONCE):
        some = _places(session, wanted, below, _AT_ONCE, invited=invited)
        fitting = _fitting(session, client_id, wanted, [row[1] for row in some])
        for place, performer_id in some:
            if performer_id in fitting:
                if len(ids) == limit:
                    return Found(ids, below)
                ids.append(performer_id)
            below = place
        if len(some) < _AT_ONCE:
            return Found(ids)
    return Found(ids, below)


def _fitting(
    session: Session, client_id: UUID | None, wanted: Wanted, ids: Collection[UUID]
) -> set[UUID]:
    """What no index knows: who still performs, whom they avoid, when they are free."""
    held = select(RoleGrant.account_id).where(
        RoleGrant.account_id.in_(ids), RoleGrant.role == Role.PERFORMER, is_held_and_open()
    )
    left = set(session.scalars(held))
    if client_id is not None:
        left -= avoiding(session, client_id)
    if wanted.beside and left:
        apart = blocked_pairs(session, left | set(wanted.beside))
        left -= {each for pair in apart if pair & set(wanted.beside) for each in pair}
    if wanted.free_from is not None and wanted.free_until is not None:
        left = free_between(session, left, wanted.free_from, wanted.free_until)
    return left


def _places(
    session: Session, wanted: Wanted, below: int | None, limit: int, *, invited: bool
) -> list[tuple[int, UUID]]:
    sqlite = session.get_bind().dialect.name == "sqlite"
    asked = (" AND " if sqlite else " & ").join(
        dict.fromkeys(_terms(wanted, invited=invited)) or (terms.LISTED,)
    )
    of = ProfileListing
    place = _FTS.c.rowid if sqlite else of.place
    query = select(place).where(_IN_SQLITE if sqlite else _IN_POSTGRESQL)
    if below is not None:
        query = query.where(place < below)
    places = session.scalars(query.order_by(place.desc()).limit(limit), {"asked": asked}).all()
    # Apart from the index: joined to it, SQLite would read every listing to ask for each.
    rows = session.execute(select(of.place, of.performer_id).where(of.place.in_(places)))
    return sorted(((row.place, row.performer_id) for row in rows), reverse=True)


def _terms(wanted: Wanted, *, invited: bool) -> Iterator[str]:
    """Who is not listed has none, so that this is asked only where nothing else is: a term that
    nearly everybody has costs most."""
    if invited:
        yield terms.INVITED
    yield from list(dict.fromkeys(words_in(wanted.words)))[:MOST_WORDS]
    yield from map(terms.language_term, wanted.languages)
    yield from terms.accent_terms(wanted.accent)
    yield from map(terms.style_term, wanted.styles)
    yield from map(terms.feeling_term, wanted.emotions)
    yield from map(terms.gear_term, wanted.equipment)
    if wanted.age is not None:
        yield terms.age_term(wanted.age)
    if wanted.without_union:
        yield terms.WITHOUT_UNION
