"""What was signed, opened: to whose it is, and on record to those who answer for it."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.agreements.planned import Planned
from consent.ledger.explaining.words import said
from consent.signing import policy, queries
from consent.signing.errors import NotSigned, PaperNotFound
from consent.signing.models import Agreement, Showing, SignedAgreement
from consent.signing.offers import Offer, offer_of, sentences
from foundation import audit, hooks
from foundation.actors import Actor
from foundation.database import transaction
from foundation.web import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    offer: Offer
    kept: SignedAgreement
    showing: Showing
    plan: Planned
    """As answered."""
    client: str
    names: dict[str, Any]
    document: bytes

    @property
    def about(self) -> str:
        return said(self.offer.signature)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was allowed; prices stand beside the answers."""
        return sentences(replace(self.plan, prices=None), self.kept.first_day)


def read_signed(agreement_id: UUID, *, actor: Actor) -> Signed:
    """Whoever reads another's is on record, and they are shown it."""
    with transaction() as session:
        agreement = session.get(Agreement, agreement_id)
        if agreement is None or not policy.may_read(actor, agreement):
            raise PaperNotFound
        found = _signed(session, agreement)
        if actor.id != agreement.performer_id:
            audit.record(session, actor, "opening.read", agreement.performer_id)
        return found


def _signed(session: Session, agreement: Agreement) -> Signed:
    kept = session.get(SignedAgreement, agreement.id)
    if kept is None:
        raise NotSigned
    opened = queries.paper(session, agreement.id, settings().master_key)
    client = agreement.client_id
    return Signed(
        offer=offer_of(session, agreement),
        kept=kept,
        showing=session.get_one(Showing, kept.showing_id),
        plan=Planned.read(kept.terms),
        client=hooks.names(session, [client]).get(client, str(client)),
        names=opened.names,
        document=opened.document,
    )
