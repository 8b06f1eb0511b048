"""What is kept of somebody's papers, for their own copy of it."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.signing import queries
from consent.signing.errors import PaperNotKept
from consent.signing.models import SignedAgreement
from consent.signing.offers import Offer
from foundation.web import settings


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    return {"papers": [_paper(session, each) for each in queries.papers_of(session, person_id)]}


def _paper(session: Session, offer: Offer) -> dict[str, Any]:
    asked = offer.agreement
    said = {
        "id": str(asked.id),
        "signature": offer.signature.value,
        "client": str(asked.client_id) if offer.client_is_named else None,
        "asked_at": asked.requested_at.isoformat(),
        "from": asked.first_day.isoformat(),
        "state": asked.state.value,
        "answered_at": asked.answered_at.isoformat() if asked.answered_at else None,
        "says": list(offer.sentences),
        "shown": [
            {"at": each.shown_at.isoformat(), "locale": each.locale, "text": each.text_hash}
            for each in queries.showings(session, asked.id)
        ],
    }
    kept = session.get(SignedAgreement, asked.id)
    return said if kept is None else {**said, "signed": _signed(session, kept)}


def _signed(session: Session, kept: SignedAgreement) -> dict[str, Any]:
    try:
        names = queries.paper(session, kept.agreement_id, settings().master_key).names
    except PaperNotKept:
        names = {}
    return {
        "at": kept.signed_at.isoformat(),
        "terms": json.loads(kept.terms),
        "answers": kept.answers,
        "document": kept.document_hash,
        **names,
    }
