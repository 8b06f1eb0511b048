"""Postal addresses of those who make a contract: sealed, and printed in their contracts alone."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from foundation.sealing import Seal, seal_for
from foundation.web import settings
from marketplace.casting import reading
from marketplace.casting.errors import ClientAddressMissing, OwnAddressMissing
from marketplace.casting.invitation_models import PostalAddress
from marketplace.gigs.models import Gig


def say_own_address(application_id: UUID, address: str, *, actor: Actor) -> None:
    """A performer's, from where they read the offer. It holds for all later contracts."""
    with transaction() as session:
        reading.own_application(session, application_id, actor)
        keep(session, actor.id, address)
        audit.record(session, actor, "address.said", actor.id)


def say_client_address(application_id: UUID, address: str, *, actor: Actor) -> None:
    with transaction() as session:
        application = reading.application_to_cast(session, application_id, actor)
        client_id = session.get_one(Gig, application.gig_id).client_id
        keep(session, client_id, address)
        audit.record(session, actor, "address.said", client_id)


def read(session: Session, owner_id: UUID) -> str:
    """Empty where it was not said."""
    row = session.get(PostalAddress, owner_id, populate_existing=True)
    if row is None:
        return ""
    return _seal().open(row.sealed, owner=owner_id, about="postal address").decode()


def keep(session: Session, owner_id: UUID, address: str) -> None:
    """A step: in the place of the one before."""
    lines = [line.strip() for line in address.strip().splitlines() if line.strip()]
    words = "\n".join(lines).encode()
    forget(session, owner_id)
    sealed = _seal().close(words, owner=owner_id, about="postal address")
    session.add(PostalAddress(owner_id=owner_id, sealed=sealed))
    session.flush()


def forget(session: Session, owner_id: UUID) -> None:
    session.execute(delete(PostalAddress).where(PostalAddress.owner_id == owner_id))


def refuse_missing_client(session: Session, client_id: UUID) -> None:
    """Before an offer is made: nobody is offered what could not be written down."""
    if not read(session, client_id):
        raise ClientAddressMissing


def refuse_missing(session: Session, performer_id: UUID, client_id: UUID) -> None:
    """Before signing: a contract names both addresses."""
    if not read(session, performer_id):
        raise OwnAddressMissing
    refuse_missing_client(session, client_id)


def _seal() -> Seal:
    return seal_for(settings().master_key, "postal addresses")
