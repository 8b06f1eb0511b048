"""What is due is destroyed: marked, deleted, marked again, so that a crash loses nothing of it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consent.media import news
from consent.media.destroying import begin_destruction, end_destruction
from consent.media.holding import held
from consent.media.living import performers_of
from consent.media.models import Destruction
from consent.media.own_data import forget_old
from foundation import audit, storage
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease, in_turn
from foundation.web import settings

_AT_ONCE = 500


def destroy_due(lease: Lease) -> str:
    """At the beginning of its day, so that on its day it is done."""
    due = select(Destruction.id).where(
        Destruction.due_on <= now().date(),
        Destruction.destroyed_at.is_(None),
        Destruction.called_off_at.is_(None),
        # However many the law needs, those behind them are not kept waiting.
        or_(Destruction.begun_at.is_not(None), Destruction.recording_id.not_in(held())),
    )
    session = db.session()
    # What could not be ended before comes last: however much that is, nothing waits behind it.
    tried = Destruction.begun_at.is_not(None)
    ids = session.scalars(due.order_by(tried, Destruction.due_on).limit(_AT_ONCE)).all()
    session.rollback()
    done = in_turn(lease, ids, partial(_destroy, lease))
    return f"{done} destroyed"


def forget_words(lease: Lease) -> str:
    """Of legal holds that have long been over."""
    with transaction() as session:
        lease.confirm(session)
        return f"{forget_old(session)} forgotten"


def _destroy(lease: Lease, order_id: UUID) -> bool:
    with transaction() as session:
        lease.confirm(session)
        files = {file.id: file.storage_key for file in begin_destruction(session, order_id)}
    gone: list[UUID] = []
    try:
        in_turn(lease, files, partial(_delete, files, gone))
    finally:
        done = _end(lease, order_id, gone)
    return done


def _delete(files: Mapping[UUID, str], gone: list[UUID], file_id: UUID) -> int:
    storage.of(settings()).delete(files[file_id])
    gone.append(file_id)
    return 1


def _end(lease: Lease, order_id: UUID, gone: Sequence[UUID]) -> bool:
    """Of what was deleted, though something else of it could not be."""
    with transaction() as session:
        lease.confirm(session)
        done = end_destruction(session, order_id, gone)
        if done:
            _tell(session, order_id)
        return done


def _tell(session: Session, order_id: UUID) -> None:
    recording = session.get_one(Destruction, order_id).recording_id
    audit.record(session, SYSTEM, "media.destroyed", recording)
    news.tell_destroyed(session, recording, performers_of(session, recording))


JOBS = (
    Job("media.destroy", destroy_due, timedelta(minutes=15)),
    Job("media.forget_words", forget_words, timedelta(hours=12)),
)
