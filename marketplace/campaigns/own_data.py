"""What somebody said of themselves for campaigns, for their own copy; gone when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from marketplace.campaigns.describing import opened
from marketplace.campaigns.models import SelfDescription


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    of = SelfDescription
    rows = session.scalars(select(of).where(of.performer_id == person_id).order_by(of.agreed_at))
    said = [
        {"gig": str(row.gig_id), "said": opened(row), "agreed_at": row.agreed_at.isoformat()}
        for row in rows
    ]
    return {"self_descriptions": said}


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`."""
    session.execute(delete(SelfDescription).where(SelfDescription.performer_id == person_id))
