"""The document of what was signed: made from what is kept, the same bytes whenever it is made."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from consent.ledger.explaining.opening import write_instant
from consent.ledger.explaining.sentences import read, read_amount
from consent.ledger.explaining.words import said
from consent.signing.answers import TYPED_NAME
from consent.signing.preparing import Signing
from foundation import pdf

_TEMPLATE = Path(__file__).with_name("signed.typ")


def document_of(signing: Signing) -> bytes:
    """Raises CannotBePrinted where a letter has no font."""
    return pdf.made(_TEMPLATE.read_bytes(), content_of(signing), at=signing.at)


def hash_of_document(document: bytes) -> str:
    return "sha256:" + hashlib.sha256(document).hexdigest()


def content_of(signing: Signing) -> dict[str, Any]:
    offer, text = signing.offer, signing.text
    language, _, region = text.locale.partition("-")
    asked = offer.agreement
    return {
        "title": text.title,
        "operator": signing.operator,
        "subject": f"Signed agreement for {said(offer.signature)}",
        "footer": f"Agreement {asked.id}",
        "language": language,
        "region": region if len(region) == 2 else None,
        "facts": _facts(signing),
        "sentences": offer.sentences,
        "description": asked.description,
        "answers": _answers(signing),
        "paragraphs": [each.strip() for each in text.body.split("\n\n") if each.strip()],
        "signature": _signature(signing),
        "checking": (
            "The hash of this file stands in the opening of the entry of the rights ledger that"
            " was written as it was signed. The page from which this was downloaded has the"
            " entry's proof, which any program for transparency logs checks without us."
        ),
        "hashes": [
            ["Hash of the text", text.hash],
            ["Hash of what was asked", offer.offer_hash],
            ["Hash of the terms as signed", signing.plan.hash],
        ],
    }


def _facts(signing: Signing) -> list[list[str]]:
    asked = signing.offer.agreement
    client = signing.names.get(asked.client_id, str(asked.client_id))
    work = [["Work begins", _when(asked.call_at)]] if asked.call_at else []
    return [
        ["Performer", signing.answers.name],
        ["Client", client],
        ["Agreement", f"{asked.id}, version {signing.offer.version_number} of its text"],
        *([["Engagement", str(asked.engagement_id)]] if asked.engagement_id else []),
        *work,
        *([name, str(value)] for name, value in asked.particulars.items()),
    ]


def _answers(signing: Signing) -> list[list[str]]:
    plan, answers = signing.offer.planned, signing.answers
    rows = []
    for use in signing.offer.optional_uses:
        price = read_amount((plan.prices or {})[use], plan.currency or "")
        accepted = answers.uses.get(use, False)
        rows.append([said(use).capitalize(), f"yes, for {price}" if accepted else "no"])
    if answers.post_mortem is not None:
        decides = f"; to be asked: {answers.executor}" if answers.executor else ""
        rows.append(["After death", said(answers.post_mortem) + decides])
    return rows


def _signature(signing: Signing) -> list[list[str]]:
    answers = signing.answers
    rows = [
        ["Signed by", answers.name],
        ["Signed on", _when(signing.at)],
        ["First shown on", _when(signing.first_shown_at)],
        ["Accepted by", said(TYPED_NAME)],
    ]
    if signing.proven_at is not None:
        rows.append(["Showed who they are on", _when(signing.proven_at)])
    if answers.representation is not None:
        by = f": {answers.represented_by}" if answers.represented_by else ""
        rows.append(["Represented by", said(answers.representation) + by])
    return rows


def _when(at: datetime) -> str:
    return read("instant", write_instant(at))
