"""What can be asked about recalls."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.recalls.models import Recall
from foundation.hooks import Queue


def recalls_of(session: Session, recording_id: UUID) -> Sequence[Recall]:
    """Of every performer's grants for it, oldest first: whoever asks shows each their own."""
    found = select(Recall).where(Recall.recording_id == recording_id)
    return session.scalars(found.order_by(Recall.opened_at, Recall.id)).all()


def queues(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`: what holders have not answered yet."""
    waiting = select(func.count(), func.min(Recall.opened_at)).where(Recall.attested_at.is_(None))
    count, oldest_at = session.execute(waiting).one()
    yield Queue("recalls", count, oldest_at)
