"""What clients call a performer: theirs to see, and gone once they are."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from foundation import hooks
from marketplace.deliveries.building.models import Pseudonym


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`: under which name whom has them."""
    found = session.scalars(select(Pseudonym).where(Pseudonym.performer_id == person_id)).all()
    names = hooks.names(session, {each.client_id for each in found})
    return {
        "pseudonyms_in_deliveries": [
            {"client": names.get(each.client_id, str(each.client_id)), "name": each.name}
            for each in found
        ]
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: what was delivered keeps the name, and nobody knows whose it was."""
    session.execute(delete(Pseudonym).where(Pseudonym.performer_id == person_id))
