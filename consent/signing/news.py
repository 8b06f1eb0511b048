"""What performers and compliance are told about papers. Rights: no kind can be turned off."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import said
from consent.signing.offers import Offer
from foundation import notices

ASKED = notices.Kind(
    "signing.asked",
    "You are asked to sign",
    "Rights",
    may_turn_off=False,
    sentence=(
        "{% if number == 1 %}A paper waits{% else %}{{ number }} papers wait{% endif %} for your"
        " answer. Each is signed or refused by itself, until the end of {{ last_day|day }} (UTC)."
    ),
)
REMINDED = notices.Kind(
    "signing.reminded",
    "A paper still waits for your answer",
    "Rights",
    may_turn_off=False,
    sentence="The paper about {{ about }} still waits for your answer, until {{ until|when }}.",
)
SIGNED = notices.Kind(
    "signing.signed",
    "Your copy of what you signed",
    "Rights",
    may_turn_off=False,
    sentence=(
        "You signed the paper about {{ about }}. Your copy, the receipt and the proof are kept"
        " for you."
    ),
)
LAPSED = notices.Kind(
    "signing.lapsed",
    "A paper can no longer be signed",
    "Rights",
    may_turn_off=False,
    sentence="The paper about {{ about }} was not answered in time. Nothing was allowed by it.",
)
NAMED = notices.Kind(
    "signing.named",
    "You are told who the client is",
    "Rights",
    may_turn_off=False,
    sentence=(
        "You can see now, in confidence, who the client is for whom you are asked to sign. Look at"
        " the papers again: you can sign them from {{ signable_at|when }} on."
    ),
)
APPROVED = notices.Kind(
    "signing.approved",
    "The description of a replica was approved",
    "Rights",
    may_turn_off=False,
    sentence=(
        "Compliance approved the description of the replica that you are asked for. Whether you"
        " sign is up to you."
    ),
)
KINDS = (ASKED, REMINDED, SIGNED, LAPSED, NAMED, APPROVED)


def tell_asked(session: Session, offers: Sequence[Offer]) -> None:
    """One notice for all the papers of an engagement."""
    by_person: dict[UUID, list[Offer]] = defaultdict(list)
    for offer in offers:
        by_person[offer.agreement.performer_id].append(offer)
    for person, theirs in by_person.items():
        notices.tell(
            session,
            kind=ASKED.name,
            to=[person],
            url="/sign",
            number=len(theirs),
            last_day=min(offer.agreement.first_day for offer in theirs),
        )


def tell_named(session: Session, person: UUID, signable_at: datetime) -> None:
    notices.tell(session, kind=NAMED.name, to=[person], url="/sign", signable_at=signable_at)


def tell(
    session: Session, offer: Offer, kind: notices.Kind, page: str = "", **more: object
) -> None:
    asked = offer.agreement
    notices.tell(
        session,
        kind=kind.name,
        to=[asked.performer_id],
        url=f"/sign/{asked.id}{page}",
        subject_id=asked.id,
        about=said(offer.signature),
        **more,
    )
