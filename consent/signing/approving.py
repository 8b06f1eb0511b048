"""Compliance stands for the description of a replica where nobody represents the performer."""

from uuid import UUID

from sqlalchemy import select

from consent.signing import news
from consent.signing.errors import (
    ApprovedAlready,
    NothingToApprove,
    OwnRequest,
    PaperChanged,
    PaperNotFound,
)
from consent.signing.models import Agreement, ReplicaApproval
from consent.signing.offers import offer_of
from consent.signing.queries import ANSWERABLE, is_approved
from foundation import audit
from foundation.actors import Actor, Power
from foundation.database import transaction


def approve_replica(agreement_id: UUID, seen: str, *, actor: Actor) -> None:
    """By somebody who neither asked for it nor signs it. `seen` is the hash of what was read."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        wanted = select(Agreement).where(Agreement.id == agreement_id).with_for_update()
        agreement = session.scalar(wanted)
        if agreement is None:
            raise PaperNotFound
        if actor.id in (agreement.requested_by, agreement.performer_id):
            raise OwnRequest
        offer = offer_of(session, agreement)
        if not offer.is_replica or agreement.state not in ANSWERABLE:
            raise NothingToApprove
        if seen != offer.offer_hash:
            raise PaperChanged
        if is_approved(session, offer):
            raise ApprovedAlready
        session.add(
            ReplicaApproval(
                agreement_id=agreement_id, offer_hash=offer.offer_hash, approved_by=actor.id
            )
        )
        audit.record(session, actor, "replica.approved", agreement_id)
        news.tell(session, offer, news.APPROVED)
