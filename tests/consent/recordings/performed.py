"""Recordings to try things on, registered by the steps that the marketplace takes."""

from datetime import date
from typing import Any
from uuid import UUID

from consent.grants.models import Grant
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Signature, Use
from consent.recordings import judging
from consent.recordings.registering import NewRecording, register_recordings
from consent.terms.signed import SignedTerms
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from tests.cast import NORTHLAB

ENDS_ON = date(2029, 3, 1)
USES = {
    Use.REVIEW: Answer.ALLOWED,
    Use.EVALUATION: Answer.ALLOWED,
    Use.GENERATIVE_TRAINING: Answer.ALLOWED,
}


def signed(performer: UUID, client: UUID = NORTHLAB, **more: Any) -> SignedTerms:
    said: dict[str, Any] = {
        "agreement": new_id(),
        "signature": Signature.GENERATIVE_TRAINING,
        "uses": USES,
        "limits": Limits(ends_on=ENDS_ON, starts_on=date(2026, 3, 1), clients=(client,)),
        "prices": {Use.GENERATIVE_TRAINING: 1500},
        "currency": "EUR",
        "renewal_fee_minor": 5000,
    }
    return SignedTerms(performer=performer, client=client, **{**said, **more})


def a_recording(client: UUID = NORTHLAB, **more: Any) -> NewRecording:
    recording_id = more.pop("id", new_id())
    file = f"sha256:{recording_id.hex * 2}"
    said: dict[str, Any] = {"take_id": new_id(), "sha256": file, "recorded_at": now()}
    return NewRecording(id=recording_id, client_id=client, **{**said, **more})


def recorded(*performers: UUID, count: int = 1, accepted: bool = True, **terms: Any) -> list[Grant]:
    """One agreement for each performer, and so many recordings under it."""
    papers = [signed(performer, **terms) for performer in performers]
    client = papers[0].client
    many = [(a_recording(client), papers) for _ in range(count)]
    with transaction() as session:
        grants = register_recordings(session, many)
        if accepted:
            for recording, _ in many:
                judging.accept_take(session, recording.take_id, role="client_producer")
        session.flush()
        session.expunge_all()
    return grants
