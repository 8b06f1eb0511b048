"""The proof of one entry, in the newest checkpoint that was signed."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.models import LedgerEntry, LedgerOutbox
from consent.ledger.policies import Policy
from consent.ledger.proofs import LogProof
from consent.ledger.publishing import best_covering
from consent.ledger.tree import Tree
from consent.ledger.witnessed import with_witnesses
from foundation.errors import NotFound, NotYet

_SOON_S = 2
"""The worker signs every second."""


@dataclass(eq=False)
class EntryNotFound(NotFound):
    entry_id: str
    message: ClassVar[str] = "The ledger has no entry {entry_id}."


@dataclass(eq=False)
class EntryNotProvenYet(NotYet):
    entry_id: str
    message: ClassVar[str] = (
        "Entry {entry_id} is written, and no signed checkpoint covers it yet. Try again in a"
        " few seconds."
    )


@dataclass(frozen=True, slots=True)
class Proven:
    proof: LogProof
    size: int
    signed_at: datetime


def prove(session: Session, entry_id: str, policy: Policy | None = None) -> Proven:
    of_entry = select(LedgerEntry.position, LedgerEntry.body)
    row = session.execute(of_entry.where(LedgerEntry.event_id == entry_id)).first()
    if row is None:
        raise _missing(session, entry_id)
    checkpoint = best_covering(session, row.position, policy)
    if checkpoint is None:
        raise EntryNotProvenYet(_SOON_S, entry_id)
    path = tuple(Tree(session, checkpoint.size).inclusion(row.position))
    note = with_witnesses(session, checkpoint)
    proof = LogProof(row.body, row.position, path, note)
    return Proven(proof, checkpoint.size, checkpoint.signed_at)


def _missing(session: Session, entry_id: str) -> EntryNotFound | EntryNotProvenYet:
    waits = select(LedgerOutbox.ticket).where(LedgerOutbox.event_id == entry_id)
    if session.scalar(waits) is None:
        return EntryNotFound(entry_id)
    return EntryNotProvenYet(_SOON_S, entry_id)
