"""One change of a grant: to the ledger, to the right, to whoever holds a copy. All of it or none.

The caller holds the locks of the threads before it reads what is true.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy.orm import Session

from consent.grants.following import follow_all
from consent.grants.models import Grant
from consent.keeping.openings import write_opened
from consent.ledger import outbox
from consent.ledger.explaining.opening import Opening
from consent.ledger.openings.writing import Opened
from consent.rights.lapsing import end_copies
from foundation.clock import now

Told = tuple[Grant, Opening]


def lock(session: Session, grants: Collection[Grant]) -> None:
    """A step. Before anything is read that decides what may happen."""
    outbox.lock_threads(session, [grant.thread for grant in grants])


def tell(session: Session, told: Sequence[Told], *, role: str) -> None:
    """A step. Raises what `follow` and the ledger raise."""
    write_opened(
        session,
        [Opened(opening=opening, thread=grant.thread, actor=role) for grant, opening in told],
    )
    follow_all(session, told)
    end_copies(session, told)


def about(grant: Grant) -> dict[str, Any]:
    """What every opening about a grant says."""
    return {
        "person": grant.performer_id,
        "at": now(),
        "recording": grant.recording_id,
        "agreement": grant.agreement_id,
    }
