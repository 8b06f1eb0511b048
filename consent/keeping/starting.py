"""Whether the ledger in the database is still the one that was signed: asked before each start."""

from collections.abc import Iterator

from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from consent.keeping import places
from consent.ledger import key_ring
from consent.ledger.key_ring import NoKey
from consent.ledger.keys import BadKey
from consent.ledger.models import LedgerHead
from consent.ledger.notes import BadNote
from consent.ledger.origins import verifier_keys
from consent.ledger.signing import Contradiction, newest_row, refuse_contradictions
from foundation.database import db
from foundation.hooks import Finding
from foundation.settings import Settings


def refusals(session: Session, settings: Settings) -> Iterator[str]:
    """For `hooks.refuses_start`."""
    yield from _unusable_setting(settings)
    if not inspect(session.get_bind()).has_table(LedgerHead.__tablename__):
        return  # No tables yet is for others to say.
    try:
        published = _published(settings)
        _refuse_unknown(session, published)
        refuse_contradictions(session, published, newest_row(session), verifier_keys(session))
    except Contradiction as why:
        yield str(why)
    except BadNote as why:
        yield f"The newest checkpoint of the rights ledger cannot be believed: {why}."
    except _Unreadable as why:
        yield f"The second place of the rights ledger cannot be read: {why}."


def _unusable_setting(settings: Settings) -> Iterator[str]:
    try:
        key_ring.parse_all(settings.ledger_key)
    except BadKey as why:
        yield f"FAIRTAKE_LEDGER_KEY cannot be used: {why}"


class _Unreadable(Exception):
    """Whoever cannot be asked may know better than the database: so nothing starts."""


def _published(settings: Settings) -> bytes | None:
    try:
        return places.second_place(settings).newest()
    except OSError as why:
        raise _Unreadable(f"{why.strerror}, {why.filename}") from None
    except SQLAlchemyError as why:
        raise _Unreadable(f"its database does not answer ({type(why).__name__})") from None


def _refuse_unknown(session: Session, published: bytes | None) -> None:
    if published is not None and not verifier_keys(session):
        raise Contradiction(
            "A checkpoint of the rights ledger is in the second place, but the database knows no"
            " key that signed it: it is another database, or an older copy. Bring the right one"
            " back; if there is none, flask ledger key create and then flask ledger new-origin"
            " begin again."
        )


def forgotten(settings: Settings) -> Iterator[Finding]:
    """For `hooks.doctor`. A disk that is not mounted looks like a place where nothing was ever."""
    session = db.session()
    try:
        if newest_row(session) is not None and _published(settings) is None:
            yield Finding(
                "The second place of the rights ledger is empty, though checkpoints were signed:"
                " it is lost, or its disk is not there. The next one fills it again; until then"
                " nobody notices a database that was set back.",
                hurts=settings.production,
            )
    except _Unreadable as why:
        yield Finding(f"The second place of the rights ledger cannot be read: {why}.", hurts=True)
    except SQLAlchemyError:
        return  # No database, no ledger; the doctor says why.
    finally:
        session.rollback()


def findings(settings: Settings) -> Iterator[Finding]:
    """For `hooks.doctor`."""
    try:
        keys = places.keys(settings)
    except (BadKey, NoKey) as why:
        yield Finding(f"The key of the rights ledger cannot be used: {why}", hurts=True)
        return
    if settings.production and not keys:
        yield Finding(
            "The rights ledger has no key: flask ledger key create makes one.", hurts=True
        )
    if settings.ledger_second_place and settings.ledger_second_place == settings.database_url:
        yield Finding(
            "FAIRTAKE_LEDGER_SECOND_PLACE is the database itself: what sets the one back sets back"
            " the other, and nobody notices.",
            hurts=True,
        )
    if settings.production and not settings.ledger_second_place:
        yield Finding(
            "The newest checkpoint of the rights ledger is kept beside the database only: set"
            " FAIRTAKE_LEDGER_SECOND_PLACE to another machine's disk or database, so that a"
            " database set back is found out.",
            hurts=False,
        )
    if settings.production and not settings.ledger_policy:
        yield Finding(
            "No witness watches the rights ledger: name some in FAIRTAKE_LEDGER_POLICY.",
            hurts=False,
        )
