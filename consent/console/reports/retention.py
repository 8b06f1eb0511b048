"""What is kept for how long, how much of it there is, and what should be gone by now."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from consent.console.bundles.models import Bundle, BundleState
from consent.console.reports.report import Report
from consent.ledger.models import LedgerEntry
from consent.ledger.openings.models import LedgerOpening
from consent.media.models import Destruction, LegalHold, LegalHoldLifting, MediaFile
from consent.signing.models import SignedPaper
from foundation.clock import now

_COLUMNS = ("What", "Kept for", "There are now", "Should be gone")


def retention(session: Session) -> Report:
    """Counts only: it shows nobody."""
    rows = (*_files(session), *_papers(session))
    about = "What consent and rights keep. Cases, mail and sign-ins have periods of their own."
    return Report("retention", "Retention", about, _COLUMNS, rows, now())


def _files(session: Session) -> Iterator[tuple[str, str, str, str]]:
    today = now().date()
    ordered = Destruction.destroyed_at.is_(None) & Destruction.called_off_at.is_(None)
    not_lifted = LegalHold.id.not_in(select(LegalHoldLifting.hold_id))
    yield (
        "Files of recordings",
        "As long as a consent needs them; destroyed by the day that was ordered",
        _count(session, MediaFile.id, MediaFile.destroyed_at.is_(None)),
        "0",
    )
    yield (
        "Files that are ordered to be destroyed",
        "Until that day: 30 days after an end or a rejection",
        _count(session, Destruction.id, ordered),
        _count(session, Destruction.id, ordered, Destruction.due_on < today),
    )
    yield (
        "Legal holds",
        "Until their named day, or until they are lifted",
        _count(session, LegalHold.id, LegalHold.until >= today, not_lifted),
        "0",
    )
    yield (
        "Files of evidence",
        "7 days",
        _count(session, Bundle.id, Bundle.state == BundleState.MADE),
        "0",
    )


def _papers(session: Session) -> Iterator[tuple[str, str, str, str]]:
    yield (
        "Signed papers, with names",
        "As long as what was signed may have to be proven; they go with the person's key",
        _count(session, SignedPaper.agreement_id),
        "0",
    )
    yield (
        "Openings of the ledger",
        "As long as consent may have to be proven; erased by thread or by person",
        _count(session, LedgerOpening.event_id),
        "0",
    )
    yield (
        "Entries of the ledger",
        "For good: they name nobody once their openings are gone",
        _count(session, LedgerEntry.position),
        "0",
    )


def _count(
    session: Session, column: InstrumentedAttribute[Any], *which: ColumnElement[bool]
) -> str:
    counted = select(func.count(column)).where(*which)
    return str(session.scalars(counted).one())
