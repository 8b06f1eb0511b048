"""What an agent does in a performer's place: applies and negotiates, and never signs."""

from uuid import UUID

from sqlalchemy.orm import Session

from consent.keeping.readings import Shown, put_on_record
from foundation.actors import Actor
from foundation.database import transaction
from marketplace.casting import applying, ending, news, offering, policy
from marketplace.casting.applying import Written
from marketplace.casting.errors import OfferNotFound
from marketplace.casting.models import Application, DeclineReason, Offer
from marketplace.casting.moving import locked_gig
from marketplace.casting.terms import Proposed
from marketplace.profiles.mandates.errors import MandateNotFound
from marketplace.profiles.mandates.models import Mandate, MandateScope
from marketplace.profiles.mandates.queries import acts_for


def apply_for(mandate_id: UUID, gig_id: UUID, written: Written, *, actor: Actor) -> UUID:
    """Submitted at once: a draft is the performer's own."""
    with transaction() as session:
        performer_id = stood_for(session, mandate_id, MandateScope.APPLY, actor)
        gig = locked_gig(session, gig_id)
        application = applying.write(session, gig, written, performer_id, actor=actor)
        applying.submit(session, application, actor=actor)
        news.tell_performer(session, news.APPLIED_FOR_YOU, application)
        return application.id


def counter_for(mandate_id: UUID, offer_id: UUID, proposed: Proposed, *, actor: Actor) -> None:
    with transaction() as session:
        offer = offer_to(session, mandate_id, offer_id, actor)
        offering.counter(session, offer, proposed, actor=actor)
        news.tell_performer(session, news.ANSWERED_FOR_YOU, _application(session, offer))


def decline_for(mandate_id: UUID, offer_id: UUID, reason: DeclineReason, *, actor: Actor) -> None:
    with transaction() as session:
        offer = ending.open_offer(session, offer_to(session, mandate_id, offer_id, actor))
        ending.decline(session, offer, reason, actor=actor)
        news.tell_performer(session, news.ANSWERED_FOR_YOU, _application(session, offer))


def stood_for(session: Session, mandate_id: UUID, scope: MandateScope, actor: Actor) -> UUID:
    """The performer, as long as the mandate holds and goes so far."""
    mandate = session.get(Mandate, mandate_id)
    if mandate is None:
        raise MandateNotFound
    holds = acts_for(session, actor, mandate.performer_id, scope)
    if not policy.may_act_for(actor, mandate, holds):
        raise MandateNotFound
    return mandate.performer_id


def seen_as_agent(session: Session, mandate_id: UUID, *, actor: Actor) -> UUID:
    """A step: the performer, who sees that an agent read what is theirs."""
    performer_id = stood_for(session, mandate_id, MandateScope.SEE, actor)
    put_on_record(session, actor, Shown.LIST, {performer_id})
    return performer_id


def offer_to(session: Session, mandate_id: UUID, offer_id: UUID, actor: Actor) -> Offer:
    performer_id = stood_for(session, mandate_id, MandateScope.NEGOTIATE, actor)
    offer = session.get(Offer, offer_id, populate_existing=True)
    if offer is None or offer.performer_id != performer_id:
        raise OfferNotFound
    return offer


def _application(session: Session, offer: Offer) -> Application:
    return session.get_one(Application, offer.application_id)
