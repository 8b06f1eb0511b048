"""What is kept of people around organisations, for their own copy of it and to forget."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.clients.models import ClientParticulars, ClientReveal


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`: what they said for an organisation, and which they were told of."""
    said = select(ClientParticulars).where(ClientParticulars.asked_by == person_id)
    told = select(ClientReveal).where(ClientReveal.performer_id == person_id)
    return {
        "organisation_contacts": [each.contact for each in session.scalars(said) if each.contact],
        "told_in_confidence": [
            {"request": str(each.request_id), "at": each.told_at.isoformat()}
            for each in session.scalars(told.order_by(ClientReveal.told_at))
        ],
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: whom to call, where they were the one who wrote it."""
    theirs = update(ClientParticulars).where(ClientParticulars.asked_by == person_id)
    session.execute(theirs.values(contact="", version=ClientParticulars.version + 1))
