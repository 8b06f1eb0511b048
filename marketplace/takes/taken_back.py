"""Recordings that nobody may look into now, the machine included: somebody took them back, or
paused them. What a take earns does not ask here."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from consent.decisions.deciding import decide
from consent.decisions.reasons import Reason
from consent.ledger.explaining.words import Use
from consent.terms.purpose import Purpose

_TAKEN_BACK = Reason.STATE | Reason.SUSPENDED | Reason.ENDED


def taken_back(session: Session, client_id: UUID, recordings: Collection[UUID]) -> set[UUID]:
    if not recordings:
        return set()
    asked = sorted(recordings)
    decision = decide(session, asked, Purpose(client=client_id, use=Use.REVIEW))
    return {
        recording
        for recording in asked
        if any(each.reasons & _TAKEN_BACK for each in decision.refusals(recording))
    }
