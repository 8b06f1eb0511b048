"""Telling the second place what was erased: mark, call, mark.

The rows are written with the erasure itself, so that a crash at any point leaves something to
repeat; adding the same again changes nothing there.
"""

from collections.abc import Callable, Collection

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consent.ledger.openings.data_keys import chunked
from consent.ledger.openings.models import LedgerErasure
from foundation.clock import now
from foundation.following import once_kept

tell_at_once: tuple[Callable[[], None], ...] = ()
"""Tells the second place now; the composition fills it."""


def tell_once_kept(session: Session) -> None:
    """A step. Who is told that something is erased may rely on it, even if the database is lost
    the next moment and an older backup comes back."""
    for tell in tell_at_once:
        once_kept(session, tell)


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
