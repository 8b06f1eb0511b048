"""Whether the ledger in the database is still the one that was signed: asked before each start."""

from collections.abc import Iterator, Sequence

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from consent.keeping import places
from consent.ledger.key_ring import NoKey
from consent.ledger.keys import BadKey, VerifierKey
from consent.ledger.models import LedgerHead
from consent.ledger.notes import BadNote
from consent.ledger.origins import verifier_keys
from consent.ledger.signing import Contradiction, open_own, refuse_contradiction
from foundation.hooks import Finding
from foundation.settings import Settings


def refusals(session: Session, settings: Settings) -> Iterator[str]:
    """For `hooks.refuses_start`."""
    if not inspect(session.get_bind()).has_table(LedgerHead.__tablename__):
        return  # No tables yet is for others to say.
    try:
        published = places.second_place(settings).newest()
        if published is not None:
            _refuse_unknown(known := verifier_keys(session))
            refuse_contradiction(session, open_own(published, known), known[-1].name)
    except Contradiction as why:
        yield str(why)
    except BadNote as why:
        yield f"The newest checkpoint in the second place cannot be believed: {why}."


def _refuse_unknown(known: Sequence[VerifierKey]) -> None:
    if not known:
        raise Contradiction(
            "A checkpoint of the rights ledger is in the second place, but the database knows no"
            " key that signed it: it is another database, or an older copy."
        )


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
