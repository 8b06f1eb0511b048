"""Accepting is signing: the paper on recording and pay makes the engagement, or is refused."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Signature
from consent.signing.models import Agreement
from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from marketplace.casting import addresses, contracts, ending, news, papers, seats
from marketplace.casting.errors import OfferIsOver, PartIsFilled
from marketplace.casting.models import (
    Application,
    ApplicationState,
    DeclineReason,
    Engagement,
    Offer,
    OfferState,
)
from marketplace.casting.moving import locked_gig, move
from marketplace.casting.saying import ENDED
from marketplace.casting.terms import part_of
from marketplace.gigs.models import Gig
from marketplace.requests.content import SceneContent


def when_signed(session: Session, agreement: Agreement, actor: Actor) -> None:
    """For `following.when_signed`. An optional paper can be signed while the offer is open, and
    after it was accepted; the one about the work accepts it."""
    offer = _of(session, agreement)
    if offer is None:
        return
    if papers.signature_of(session, agreement) is not Signature.RECORDING_AND_PAY:
        if offer.state is not OfferState.ACCEPTED:
            _still_open(session, offer)
        return
    _still_open(session, offer)
    addresses.refuse_missing(session, offer.performer_id, offer.client_id)
    _engage(session, offer, actor)


def when_refused(session: Session, agreement: Agreement, actor: Actor) -> None:
    """For `following.when_refused`: without the work there is no engagement."""
    offer = _of(session, agreement)
    if offer is None:
        return
    if papers.signature_of(session, agreement) is not Signature.RECORDING_AND_PAY:
        return
    locked_gig(session, offer.gig_id)
    session.refresh(offer)
    if offer.state is OfferState.OPEN:
        ending.decline(session, offer, DeclineReason.NOT_SAID, actor=actor)


def _of(session: Session, agreement: Agreement) -> Offer | None:
    """Papers can be asked for without any offer."""
    if agreement.engagement_id is None:
        return None
    return session.scalar(select(Offer).where(Offer.engagement_id == agreement.engagement_id))


def _still_open(session: Session, offer: Offer) -> None:
    locked_gig(session, offer.gig_id)
    session.refresh(offer)
    if offer.state is OfferState.FILLED:
        raise PartIsFilled
    if offer.state is not OfferState.OPEN:
        raise OfferIsOver(ENDED[offer.state])
    if offer.expires_at <= now():
        raise OfferIsOver(ENDED[OfferState.EXPIRED])


def _engage(session: Session, offer: Offer, actor: Actor) -> None:
    content = SceneContent.read(offer.terms)
    part = part_of(content, offer.part_key)
    engagement = _engagement(session, offer)
    session.add(engagement)
    session.flush()
    seats.take(session, offer.gig_id, part, engagement.id)
    offer.state, offer.answered_at = OfferState.ACCEPTED, now()
    application = session.get_one(Application, offer.application_id)
    move(session, application, ApplicationState.ENGAGED, actor=actor)
    contracts.make(session, engagement, actor=actor)
    audit.record(session, actor, "offer.accepted", offer.id, hash=offer.terms_hash)
    if not seats.free(session, offer.gig_id, part):
        ending.fill_others(session, offer)
    news.tell_performer(session, news.ENGAGED, application)
    news.tell_client(session, news.ACCEPTED, application)


def _engagement(session: Session, offer: Offer) -> Engagement:
    return Engagement(
        id=offer.engagement_id,
        gig_id=offer.gig_id,
        request_id=session.get_one(Gig, offer.gig_id).request_id,
        part_key=offer.part_key,
        performer_id=offer.performer_id,
        client_id=offer.client_id,
        terms=offer.terms,
        terms_hash=offer.terms_hash,
        brief_version_id=offer.brief_version_id,
    )
