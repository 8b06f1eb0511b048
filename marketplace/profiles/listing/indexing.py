"""Keeps the full-text index in step with profiles, in the same transaction.

PostgreSQL indexes the listing's own column. On SQLite an FTS5 table of the terms stands beside it,
which has to be told what it knew before it can forget it.
"""

from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from marketplace.profiles.listing.models import ProfileListing
from marketplace.profiles.listing.terms import terms_of
from marketplace.profiles.models import Profile

_FTS = "marketplace_profile_listing_fts"
_FORGET = text(
    f"INSERT INTO {_FTS} ({_FTS}, rowid, terms) VALUES ('delete', :place, :terms)"  # noqa: S608 - a name of ours
)
_LEARN = text(f"INSERT INTO {_FTS} (rowid, terms) VALUES (:place, :terms)")  # noqa: S608
_ALL = text(f"INSERT INTO {_FTS} ({_FTS}) VALUES ('rebuild')")  # noqa: S608


def list_profile(session: Session, profile: Profile) -> None:
    """A step: as it stands now."""
    listing, terms = _listing(session, profile.performer_id), terms_of(profile)
    if listing is None:
        listing = ProfileListing(performer_id=profile.performer_id, terms="")
        session.add(listing)
        session.flush()
    _change(session, listing, terms)


def unlist(session: Session, performer_id: UUID) -> None:
    """A step: gone from the index, and the row too."""
    listing = _listing(session, performer_id)
    if listing is not None:
        _change(session, listing, "")
        session.delete(listing)
        session.flush()


def rebuild(session: Session) -> None:
    """After listings were written in bulk, past the functions above."""
    if _is_sqlite(session):
        session.execute(_ALL)
    else:
        session.execute(text("ANALYZE marketplace_profile_listing"))


def _listing(session: Session, performer_id: UUID) -> ProfileListing | None:
    of = ProfileListing
    return session.scalar(select(of).where(of.performer_id == performer_id).with_for_update())


def _change(session: Session, listing: ProfileListing, terms: str) -> None:
    before, sqlite = listing.terms, _is_sqlite(session)
    if sqlite and before == terms:
        return
    listing.terms = terms
    session.flush()
    if sqlite:
        if before:
            session.execute(_FORGET, {"place": listing.place, "terms": before})
        if terms:
            session.execute(_LEARN, {"place": listing.place, "terms": terms})


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
