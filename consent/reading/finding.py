"""Which records a typed name means: a record itself, one of its entries, or a recording."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.serving import queries
from foundation.actors import Actor, Power


def threads_called(session: Session, name: str, actor: Actor) -> Sequence[str]:
    """In public nobody learns which entries, or which recordings, are of one thread: only who
    may read all of them finds another's."""
    try:
        return _of_recording(session, UUID(name), actor)
    except ValueError:
        pass
    if Power.READ_RIGHTS in actor.powers and (found := queries.entry(session, name)):
        return [found[1].event.thread]
    return [name]


def _of_recording(session: Session, recording: UUID, actor: Actor) -> Sequence[str]:
    wanted = select(Grant.thread).where(Grant.recording_id == recording)
    if Power.READ_RIGHTS not in actor.powers:
        wanted = wanted.where(Grant.performer_id == actor.id)
    return session.scalars(wanted.order_by(Grant.made_at, Grant.id)).all()
