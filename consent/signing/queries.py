"""What is asked about papers and signatures."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementTemplate, AgreementVersion
from consent.agreements.planned import Planned
from consent.ledger.explaining.words import Signature
from consent.ledger.openings import data_keys
from consent.ledger.openings.models import LedgerErasure
from consent.signing import policy
from consent.signing.clocks import closes_at, open_by
from consent.signing.errors import PaperNotFound, PaperNotKept
from consent.signing.models import (
    Agreement,
    AgreementState,
    ReplicaApproval,
    Showing,
    SignedAgreement,
    SignedPaper,
)
from consent.signing.offers import Offer, offers_of, terms_of
from consent.terms.signed import SignedTerms
from foundation import cursors
from foundation.actors import Actor
from foundation.clock import now

ANSWERABLE = (AgreementState.REQUESTED, AgreementState.REFUSED)


@dataclass(frozen=True, slots=True)
class Paper:
    """A signed paper opened: its names and the document."""

    names: dict[str, Any]
    document: bytes


@dataclass(frozen=True, slots=True)
class WorkThread:
    """Where the ledger keeps what was worked and paid under a signed paper."""

    agreement_id: UUID
    thread: str


def work_thread_of(session: Session, engagement_id: UUID, performer_id: UUID) -> WorkThread | None:
    """Of the paper that recording and pay stand on. None where it was not signed, or its record
    was erased: nothing is written to that any more."""
    erased = select(LedgerErasure.erased).where(LedgerErasure.erased == Agreement.thread)
    row = session.execute(
        select(Agreement.id, Agreement.thread)
        .join(SignedAgreement, SignedAgreement.agreement_id == Agreement.id)
        .join(AgreementVersion, AgreementVersion.id == Agreement.version_id)
        .join(AgreementTemplate, AgreementTemplate.id == AgreementVersion.template_id)
        .where(
            Agreement.engagement_id == engagement_id,
            Agreement.performer_id == performer_id,
            AgreementTemplate.signature == Signature.RECORDING_AND_PAY,
            ~erased.exists(),
        )
        .order_by(SignedAgreement.signed_at, Agreement.id)
        .limit(1)
    ).first()
    return WorkThread(row.id, row.thread) if row else None


def signed_terms(session: Session, engagement_id: UUID, performer_id: UUID) -> list[SignedTerms]:
    """Each of the four that this performer signed for this engagement: what grants begin with."""
    found = session.execute(
        select(Agreement, SignedAgreement.terms, AgreementTemplate.signature)
        .join(SignedAgreement, SignedAgreement.agreement_id == Agreement.id)
        .join(AgreementVersion, AgreementVersion.id == Agreement.version_id)
        .join(AgreementTemplate, AgreementTemplate.id == AgreementVersion.template_id)
        .where(Agreement.engagement_id == engagement_id, Agreement.performer_id == performer_id)
        .order_by(SignedAgreement.signed_at, Agreement.id)
    )
    return [terms_of(each, signature, Planned.read(terms)) for each, terms, signature in found]


def signed_terms_of(session: Session, agreement: Agreement) -> SignedTerms:
    """Of one paper that was signed."""
    signature, terms = session.execute(
        select(AgreementTemplate.signature, SignedAgreement.terms)
        .join(AgreementVersion, AgreementVersion.template_id == AgreementTemplate.id)
        .join(SignedAgreement, SignedAgreement.agreement_id == agreement.id)
        .where(AgreementVersion.id == agreement.version_id)
    ).one()
    return terms_of(agreement, signature, Planned.read(terms))


def own(session: Session, agreement_id: UUID, actor: Actor) -> Agreement:
    """For who answers it."""
    found = session.get(Agreement, agreement_id)
    if found is None or not policy.may_answer(actor, found):
        raise PaperNotFound
    return found


def locked(session: Session, agreement_id: UUID, actor: Actor) -> Agreement:
    """For a change, by who answers it."""
    wanted = select(Agreement).where(Agreement.id == agreement_id).with_for_update()
    found = session.scalar(wanted.execution_options(populate_existing=True))
    if found is None or not policy.may_answer(actor, found):
        raise PaperNotFound
    return found


def papers_of(session: Session, performer_id: UUID) -> list[Offer]:
    """All that this performer was asked; the newest engagement first, in the order asked."""
    of = Agreement
    wanted = select(of).where(of.performer_id == performer_id)
    return offers_of(session, session.scalars(wanted.order_by(of.requested_at.desc(), of.id)).all())


def waiting_of(session: Session, performer_id: UUID) -> list[Offer]:
    """What this performer has not answered."""
    of = Agreement
    wanted = select(of).where(of.performer_id == performer_id, of.state == AgreementState.REQUESTED)
    return offers_of(session, session.scalars(wanted.order_by(of.first_day, of.id)).all())


def answerable_now(session: Session, performer_id: UUID) -> list[Offer]:
    """Of these, what can still be signed or refused."""
    return [each for each in waiting_of(session, performer_id) if now() < closes_at(each)]


def page(
    session: Session, performer_id: UUID, *, after: str | None, limit: int
) -> cursors.Page[Offer]:
    """For their programs; newest first."""
    of = Agreement
    theirs = select(of.id, of.requested_at).where(of.performer_id == performer_id)
    found = cursors.page_of(session, theirs, of.requested_at, of.id, after=after, limit=limit)
    papers = [session.get_one(of, row.id) for row in found.items]
    return cursors.Page(offers_of(session, papers), found.next)


def first_shown_at(session: Session, offer: Offer) -> datetime | None:
    """When this very offer was first shown, in whatever language."""
    return session.scalar(
        select(func.min(Showing.shown_at)).where(
            Showing.agreement_id == offer.agreement.id, Showing.offer_hash == offer.offer_hash
        )
    )


def answer_by(session: Session, offer: Offer) -> datetime:
    """By when something must be done about it: signed, or first of all looked at."""
    return closes_at(offer) if first_shown_at(session, offer) else open_by(offer)


def showing(session: Session, agreement_id: UUID, shown_hash: str) -> Showing | None:
    return session.scalar(
        select(Showing).where(
            Showing.agreement_id == agreement_id, Showing.shown_hash == shown_hash
        )
    )


def is_approved(session: Session, offer: Offer) -> bool:
    return session.get(ReplicaApproval, (offer.agreement.id, offer.offer_hash)) is not None


def to_approve(session: Session) -> list[Offer]:
    """Replicas whose description nobody approved yet, as long as they can be signed."""
    wanted = select(Agreement).where(
        Agreement.state.in_(ANSWERABLE),
        Agreement.description != "",
        Agreement.first_day >= now().date(),
    )
    found = session.scalars(wanted.order_by(Agreement.requested_at, Agreement.id)).all()
    return [each for each in offers_of(session, found) if not is_approved(session, each)]


def paper(session: Session, agreement_id: UUID, master_key: str) -> Paper:
    """Raises PaperNotKept once it was erased."""
    row = session.get(SignedPaper, agreement_id)
    keys = data_keys.for_reading(session, master_key, {row.performer_id}) if row else {}
    if row is None or row.performer_id not in keys:
        raise PaperNotKept
    seal = keys[row.performer_id]
    about = f"paper {agreement_id}"
    return Paper(
        names=json.loads(seal.open(row.names, owner=row.performer_id, about=f"names of {about}")),
        document=seal.open(row.document, owner=row.performer_id, about=about),
    )


def showings(session: Session, agreement_id: UUID) -> Sequence[Showing]:
    of = Showing
    wanted = select(of).where(of.agreement_id == agreement_id)
    return session.scalars(wanted.order_by(of.shown_at, of.id)).all()
