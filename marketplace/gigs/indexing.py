"""Keeps the full-text index in step with the listing, in the same transaction.

PostgreSQL indexes the listing's own column. On SQLite an FTS5 table of the listing's terms stands
beside it, which has to be told what it knew before it can forget it.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from marketplace.gigs.models import GigListing

_FORGET = text(
    "INSERT INTO marketplace_gig_listing_fts (marketplace_gig_listing_fts, rowid, terms)"
    " VALUES ('delete', :place, :terms)"
)
_LEARN = text("INSERT INTO marketplace_gig_listing_fts (rowid, terms) VALUES (:place, :terms)")
_ALL = text(
    "INSERT INTO marketplace_gig_listing_fts (marketplace_gig_listing_fts) VALUES ('rebuild')"
)


def index_new(session: Session, listing: GigListing) -> None:
    session.add(listing)
    session.flush()
    if _is_sqlite(session):
        session.execute(_LEARN, {"place": listing.place, "terms": listing.terms})


def reindex(session: Session, listing: GigListing, terms: str) -> None:
    before, listing.terms, listing.listed = listing.terms, terms, bool(terms)
    session.flush()
    if _is_sqlite(session) and before != terms:
        session.execute(_FORGET, {"place": listing.place, "terms": before})
        session.execute(_LEARN, {"place": listing.place, "terms": terms})


def rebuild(session: Session) -> None:
    """After listings were written in bulk, past the functions above."""
    if _is_sqlite(session):
        session.execute(_ALL)
    else:
        session.execute(text("ANALYZE marketplace_gig, marketplace_gig_listing"))


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
