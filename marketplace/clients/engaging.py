"""What stops a client from engaging a performer: asked by casting before an offer."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.clients.models import ClientParticulars
from marketplace.profiles.eligibility.queries import hindered_by
from marketplace.profiles.eligibility.queries import known_against as known


def why_not(session: Session, performer_id: UUID, client_id: UUID) -> tuple[str, ...]:
    """Sentences for whoever makes the offer; none where it may be made. A client that never said
    where it is counts as every place."""
    return hindered_by(session, performer_id, _country(session, client_id))


def known_against(session: Session, performer_id: UUID, client_id: UUID) -> tuple[str, ...]:
    """What stops an offer, whoever makes it."""
    return known(session, performer_id, _country(session, client_id))


def _country(session: Session, client_id: UUID) -> str:
    said = session.get(ClientParticulars, client_id)
    return said.country if said else ""
