"""Finding what somebody may see: gigs to cast, applications, offers, engagements."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from marketplace.casting import policy
from marketplace.casting.errors import (
    ApplicationNotFound,
    EngagementNotFound,
    GigNotFound,
    OfferNotFound,
)
from marketplace.casting.models import Application, ApplicationState, Engagement, Offer
from marketplace.gigs.models import Gig


def gig_to_cast(session: Session, gig_id: UUID, actor: Actor) -> Gig:
    found = session.get(Gig, gig_id)
    if found is None:
        raise GigNotFound
    if not policy.may_cast(actor, found.client_id):
        raise GigNotFound
    return found


def own_application(session: Session, application_id: UUID, actor: Actor) -> Application:
    found = session.get(Application, application_id, populate_existing=True)
    if found is None:
        raise ApplicationNotFound
    if not policy.may_view(actor, found):
        raise ApplicationNotFound
    return found


def application_to_cast(session: Session, application_id: UUID, actor: Actor) -> Application:
    """Drafts are nobody's business but the performer's, also of what was taken back before."""
    found = session.get(Application, application_id, populate_existing=True)
    if found is None or found.submitted_at is None or found.state is ApplicationState.DRAFT:
        raise ApplicationNotFound
    if not policy.may_cast(actor, session.get_one(Gig, found.gig_id).client_id):
        raise ApplicationNotFound
    return found


def own_offer(session: Session, offer_id: UUID, actor: Actor) -> Offer:
    found = session.get(Offer, offer_id, populate_existing=True)
    if found is None:
        raise OfferNotFound
    if not policy.may_answer(actor, found):
        raise OfferNotFound
    return found


def offer_to_cast(session: Session, offer_id: UUID, actor: Actor) -> Offer:
    found = session.get(Offer, offer_id, populate_existing=True)
    if found is None:
        raise OfferNotFound
    if not policy.may_cast(actor, found.client_id):
        raise OfferNotFound
    return found


def offer_for(session: Session, offer_id: UUID, actor: Actor) -> Offer:
    """To either side of it."""
    found = session.get(Offer, offer_id, populate_existing=True)
    if found is None:
        raise OfferNotFound
    if not (policy.may_answer(actor, found) or policy.may_cast(actor, found.client_id)):
        raise OfferNotFound
    return found


def engagement_for(session: Session, engagement_id: UUID, actor: Actor) -> Engagement:
    found = session.get(Engagement, engagement_id)
    if found is None:
        raise EngagementNotFound
    if not policy.may_read_contract(actor, found):
        raise EngagementNotFound
    return found


def open_offers(session: Session, gig_id: UUID, part_key: str | None = None) -> list[Offer]:
    """Under the gig's lock, as they are now."""
    of = Offer
    wanted = select(of).where(of.gig_id == gig_id, of.state == "open")
    if part_key is not None:
        wanted = wanted.where(of.part_key == part_key)
    in_order = wanted.order_by(of.made_at, of.id).execution_options(populate_existing=True)
    return list(session.scalars(in_order))


def open_offer_of(session: Session, application_id: UUID) -> Offer | None:
    of = Offer
    wanted = select(of).where(of.application_id == application_id, of.state == "open")
    return session.scalar(
        wanted.order_by(of.made_at.desc(), of.id).limit(1).execution_options(populate_existing=True)
    )
