"""Telling the second place what was erased: mark, call, mark.

The rows are written with the erasure itself, so that a crash at any point leaves something to
repeat; adding the same again changes nothing there.
"""

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consent.ledger.openings.data_keys import chunked
from consent.ledger.openings.models import LedgerErasure
from foundation.clock import now


def anything_untold(session: Session) -> bool:
    waits = select(LedgerErasure.erased).where(LedgerErasure.told_at.is_(None)).limit(1)
    return session.scalar(waits) is not None


def untold(session: Session) -> list[str]:
    waits = select(LedgerErasure.erased).where(LedgerErasure.told_at.is_(None))
    return sorted(session.scalars(waits))


def mark_told(session: Session, erased: Collection[str]) -> None:
    """A step."""
    for some in chunked(sorted(erased)):
        told = update(LedgerErasure).where(LedgerErasure.erased.in_(some))
        session.execute(told.values(told_at=now()))
