"""The same news into the threads of several grants; nothing into those that were erased."""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.keeping.openings import write_opened
from consent.ledger.explaining.opening import Opening
from consent.ledger.openings.models import LedgerErasure
from consent.ledger.openings.writing import Opened
from foundation.statements import among

Telling = Callable[[Grant], Opening]


def tell_grants(
    session: Session, grants: Sequence[Grant], telling: Telling, *, role: str = "system"
) -> None:
    """A step. Who was erased is not written about again, and nothing else waits for that."""
    tell_each(session, [(grant, telling(grant)) for grant in grants], role=role)


def tell_each(
    session: Session, told: Sequence[tuple[Grant, Opening]], *, role: str = "system"
) -> None:
    """A step: to each its own, however many, by a handful of statements."""
    threads = {grant.thread for grant, _ in told}
    erased = select(LedgerErasure.erased).where(among(session, LedgerErasure.erased, threads))
    closed = set(session.scalars(erased))
    write_opened(
        session,
        [
            Opened(opening=opening, thread=grant.thread, actor=role)
            for grant, opening in told
            if grant.thread not in closed
        ],
    )
