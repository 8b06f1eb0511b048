"""Destroying a recording's files by a day: ordered, begun, done; halfway it can be gone on with.

Whether it is still right is asked again before it begins: consent may have been given anew.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.ledger.explaining.words import DestructionCause, Media
from consent.ledger.explaining.working import MediaDestroyed
from consent.ledger.outbox import lock_threads
from consent.media.filing import lock_files
from consent.media.holding import holds_on
from consent.media.living import causes_told, grants_of, is_due_still
from consent.media.models import Destruction, MediaFile
from consent.media.telling import tell_grants
from foundation.clock import now
from foundation.statements import among

DESTROYED_WITHIN = timedelta(days=30)


def order_destruction(
    session: Session, recording_id: UUID, cause: DestructionCause, *, due_on: date
) -> Destruction:
    """A step. Ordered twice for one cause it is done once, by the earlier day."""
    (order,) = order_destructions(session, [(recording_id, cause)], due_on=due_on)
    return order


def order_destructions(
    session: Session, wanted: Sequence[tuple[UUID, DestructionCause]], *, due_on: date
) -> Sequence[Destruction]:
    """A step: the same for many recordings, each for its cause. One order for each."""
    there = {
        (each.recording_id, each.cause): each
        for each in reversed(_standing(session, {recording for recording, _ in wanted}))
        if each.destroyed_at is None
    }
    for recording, cause in dict.fromkeys(wanted):
        order = there.get((recording, cause))
        if order is None:
            order = Destruction(recording_id=recording, cause=cause, due_on=due_on)
            there[recording, cause] = order
            session.add(order)
        order.due_on = min(order.due_on, due_on)
    session.flush()
    return [there[each] for each in dict.fromkeys(wanted)]


def call_off_destruction(session: Session, recording_id: UUID, cause: DestructionCause) -> int:
    """A step, such as after an appeal. What has begun goes on: files may be gone already."""
    found = [
        each
        for each in orders_of(session, recording_id)
        if each.cause is cause and each.begun_at is None
    ]
    for each in found:
        each.called_off_at = now()
    session.flush()
    return len(found)


def orders_of(session: Session, recording_id: UUID) -> Sequence[Destruction]:
    """Without those that were called off."""
    return _standing(session, [recording_id])


def _standing(session: Session, recordings: Collection[UUID]) -> Sequence[Destruction]:
    of = Destruction
    found = select(of).where(among(session, of.recording_id, recordings))
    not_off = found.where(of.called_off_at.is_(None))
    return session.scalars(not_off.order_by(of.due_on, of.id)).all()


def begin_destruction(session: Session, order_id: UUID) -> list[MediaFile]:
    """A step: what is to be deleted now; nothing while a hold stands, or if it need not be."""
    order = _locked(session, order_id)
    files = lock_files(session, order.recording_id)
    if order.destroyed_at or order.called_off_at:
        return []
    if order.begun_at is None:
        if holds_on(session, [order.recording_id]):
            return []
        if not is_due_still(session, order.recording_id, order.cause):
            order.called_off_at = now()
            return []
        order.begun_at = now()
    return [file for file in files if file.destroyed_at is None]


def end_destruction(session: Session, order_id: UUID, gone: Sequence[UUID]) -> bool:
    """A step, once the bytes are deleted: into each grant's thread, in the same transaction.

    True when nothing is left. Told by two at once it is on record once.
    """
    order = _locked(session, order_id)
    if order.begun_at is None or order.destroyed_at is not None:
        return False
    files = lock_files(session, order.recording_id)
    ended = [file for file in files if file.id in set(gone) and file.destroyed_at is None]
    for file in ended:
        file.destroyed_at = now()
    _tell(session, order, ended)
    if any(file.destroyed_at is None for file in files):
        return False
    order.destroyed_at = now()
    session.flush()
    return True


def _locked(session: Session, order_id: UUID) -> Destruction:
    """Threads first, as everything does that changes rights: so nobody waits in a circle."""
    recording = session.scalars(
        select(Destruction.recording_id).where(Destruction.id == order_id)
    ).one()
    lock_threads(session, [grant.thread for grant in grants_of(session, recording)])
    locked = select(Destruction).where(Destruction.id == order_id).with_for_update()
    return session.scalars(locked.execution_options(populate_existing=True)).one()


def _tell(session: Session, order: Destruction, ended: Sequence[MediaFile]) -> None:
    if not ended:
        return
    media = tuple(kind for kind in Media if any(file.kind is kind for file in ended))
    files = tuple(sorted({file.sha256 for file in ended}))
    causes = causes_told(session, order.recording_id, order.cause)

    def destroyed(grant: Grant) -> MediaDestroyed:
        return MediaDestroyed(
            person=grant.performer_id,
            at=now(),
            recording=order.recording_id,
            agreement=grant.agreement_id,
            media=media,
            cause=causes[grant.performer_id],
            files=files,
        )

    tell_grants(session, grants_of(session, order.recording_id), destroyed)
