"""Keeping what was signed: the answer, the evidence, the sealed document, the ledger's entry."""

import json

from sqlalchemy.orm import Session

from consent.keeping.openings import write_opened
from consent.ledger.explaining.consenting import AgreementSigned
from consent.ledger.openings import data_keys
from consent.ledger.openings.writing import Opened
from consent.signing.answers import TYPED_NAME
from consent.signing.documents import hash_of_document
from consent.signing.models import AgreementState, SignedAgreement, SignedPaper
from consent.signing.preparing import Signing
from foundation.actors import Actor
from foundation.web import settings


def keep(session: Session, signing: Signing, document: bytes, actor: Actor) -> None:
    """A step, all in one transaction."""
    agreement = signing.offer.agreement
    document_hash = hash_of_document(document)
    entry = Opened(
        opening=_opening(signing, document_hash),
        thread=agreement.thread,
        actor=actor.role,
        terms=signing.text.hash,
    )
    write_opened(session, [entry])
    agreement.state, agreement.answered_at = AgreementState.SIGNED, signing.at
    session.add(_signed(signing, document_hash, entry.id))
    session.add(_paper(session, signing, document))


def _opening(signing: Signing, document_hash: str) -> AgreementSigned:
    agreement = signing.offer.agreement
    return AgreementSigned(
        person=agreement.performer_id,
        at=signing.at,
        agreement=agreement.id,
        signature=signing.offer.signature,
        locale=signing.text.locale,
        shown_at=signing.first_shown_at,
        method=TYPED_NAME,
        client=agreement.client_id,
        engagement=agreement.engagement_id,
        representation=signing.answers.representation,
        document=document_hash,
    )


def _signed(signing: Signing, document_hash: str, event_id: str) -> SignedAgreement:
    agreement, answers = signing.offer.agreement, signing.answers
    return SignedAgreement(
        agreement_id=agreement.id,
        performer_id=agreement.performer_id,
        client_id=agreement.client_id,
        showing_id=signing.showing.id,
        first_day=agreement.first_day,
        terms=signing.plan.canonical(),
        terms_hash=signing.plan.hash,
        answers={use.value: answers.uses[use] for use in signing.offer.optional_uses},
        first_shown_at=signing.first_shown_at,
        notice_s=int((signing.at - signing.first_shown_at).total_seconds()),
        signed_at=signing.at,
        method=TYPED_NAME,
        proven_at=signing.proven_at,
        representation=answers.representation,
        post_mortem=signing.plan.post_mortem,
        document_hash=document_hash,
        event_id=event_id,
    )


def _paper(session: Session, signing: Signing, document: bytes) -> SignedPaper:
    agreement, answers = signing.offer.agreement, signing.answers
    person, about = agreement.performer_id, f"paper {agreement.id}"
    seal = data_keys.for_writing(session, settings().master_key, {person})[person]
    said = {
        "name": answers.name.strip(),
        "represented_by": answers.represented_by.strip(),
        "executor": answers.executor.strip(),
    }
    names = json.dumps({name: each for name, each in said.items() if each}).encode()
    return SignedPaper(
        agreement_id=agreement.id,
        performer_id=person,
        names=seal.close(names, owner=person, about=f"names of {about}"),
        document=seal.close(document, owner=person, about=about),
    )
