"""The tracks of a take, one for each who plays in it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.takes.models import Track


def tracks_of(session: Session, take_id: UUID) -> Sequence[Track]:
    """As they are under the take's lock; always in the same order."""
    wanted = select(Track).where(Track.take_id == take_id).order_by(Track.id)
    return session.scalars(wanted.execution_options(populate_existing=True)).all()
