"""What proves a signature, or a change of consent, to anybody: its entry's proof, and what the
entry commits to."""

from typing import Any

from sqlalchemy.orm import Session

from consent.keeping import openings, places
from consent.ledger.proving import EntryNotFound, EntryNotProvenYet, prove
from consent.ledger.strict import encode_base64
from consent.signing.models import SignedAgreement
from foundation.web import settings


def proof_of(session: Session, kept: SignedAgreement) -> dict[str, Any]:
    return {"document": kept.document_hash, **proof_of_entry(session, kept.event_id)}


def proof_of_entry(session: Session, event_id: str) -> dict[str, Any]:
    """`tlog_proof` is None for the seconds until a checkpoint covers the entry; `opening` once
    it was erased."""
    found = openings.read(session, [event_id]).get(event_id)
    opening = found and {"salt": encode_base64(found.salt), "payload": found.payload}
    return {"entry": event_id, "opening": opening, "tlog_proof": _proof(session, event_id)}


def _proof(session: Session, event_id: str) -> str | None:
    try:
        return str(prove(session, event_id, places.policy(settings())).proof)
    except (EntryNotFound, EntryNotProvenYet):
        return None
