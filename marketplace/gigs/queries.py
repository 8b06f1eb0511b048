"""What is asked about gigs."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.gigs.models import Gig


def references_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """For `hooks.references_of`: a gig is called by its title."""
    rows = session.execute(select(Gig.id, Gig.title).where(Gig.id.in_(ids)))
    return {row.id: f"Gig “{row.title}”" for row in rows}
