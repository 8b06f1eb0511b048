"""What is asked about scene requests."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.requests.models import SceneRequest


def references_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """For `hooks.references_of`: what people quote."""
    of = SceneRequest
    rows = session.execute(select(of.id, of.number).where(of.id.in_(ids)))
    return {row.id: row.number for row in rows}
