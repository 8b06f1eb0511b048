"""Taking hold of a licence for a change: whoever else changes it waits, then sees what happened."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.licences import policy
from consent.licences.errors import LicenceNotFound, OfferAnswered, OfferNotFound
from consent.licences.models import Licence, LicenceOffer, OfferState
from foundation.actors import Actor


def licence_locked(session: Session, licence_id: UUID) -> Licence:
    """Whoever asks for it says who may."""
    of = Licence
    found = session.scalar(select(of).where(of.id == licence_id).with_for_update())
    if found is None:
        raise LicenceNotFound(licence_id)
    return found


def offer_locked(session: Session, offer_id: UUID, actor: Actor) -> tuple[LicenceOffer, Licence]:
    """An offer that can still be answered, under its licence's lock."""
    offer = session.get(LicenceOffer, offer_id)
    if offer is None:
        raise OfferNotFound(offer_id)
    of = session.scalar(select(Licence).where(Licence.id == offer.licence_id).with_for_update())
    if of is None:
        raise OfferNotFound(offer_id)
    if not policy.may_view(actor, of):
        raise OfferNotFound(offer_id)
    session.refresh(offer)
    if offer.state is not OfferState.OPEN:
        raise OfferAnswered
    return offer, of
