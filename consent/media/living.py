"""Whether grants still keep a recording: asked before anything of it is destroyed."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Right, State
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.words import DestructionCause
from foundation.clock import now
from foundation.statements import among

_ENDED = {
    State.WITHDRAWN: DestructionCause.WITHDRAWN,
    State.EXPIRED: DestructionCause.EXPIRED,
    State.TERMINATED: DestructionCause.TERMINATED,
    State.INVALIDATED: DestructionCause.INVALIDATED,
}
_WHEN_ENDED = frozenset(_ENDED.values())


def grants_of(session: Session, recording_id: UUID) -> Sequence[Grant]:
    found = select(Grant).where(Grant.recording_id == recording_id)
    return session.scalars(found.order_by(Grant.thread)).all()


def performers_of(session: Session, recording_id: UUID) -> set[UUID]:
    found = select(Grant.performer_id).where(Grant.recording_id == recording_id)
    return set(session.scalars(found))


def still_allows(session: Session, recording_id: UUID, performer_id: UUID) -> bool:
    """Whether any grant of this performer lives: one agreement may end and another go on."""
    return (recording_id, performer_id) in still_allowed(session, [recording_id])


def still_allowed(session: Session, recordings: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """The same of many: each recording with a performer who allows something of it."""
    rights = select(Right).where(among(session, Right.recording_id, recordings))
    return {
        (right.recording_id, right.performer_id)
        for right in session.scalars(rights)
        if _lives(right)
    }


def is_due_still(session: Session, recording_id: UUID, cause: DestructionCause) -> bool:
    """A consent may have been renewed since, a rejected take accepted on appeal."""
    rights = _rights(session, recording_id)
    if cause is DestructionCause.TAKE_REJECTED:
        return not rights or not all(right.accepted for right in rights)
    if cause not in _WHEN_ENDED:
        return True
    performers = {right.performer_id for right in rights}
    living = {right.performer_id for right in rights if _lives(right)}
    return not rights or living != performers


def causes_told(
    session: Session, recording_id: UUID, cause: DestructionCause
) -> Mapping[UUID, DestructionCause]:
    """What each performer hears. Where one consent ended, only whose it was hears how: the others
    that the time for keeping the files is over, so that nobody learns what a partner did."""
    rights = _rights(session, recording_id)
    if cause not in _WHEN_ENDED:
        return {right.performer_id: cause for right in rights}
    told = {right.performer_id: DestructionCause.RETENTION_ENDED for right in rights}
    told |= {each.performer_id: _ENDED[each.state] for each in rights if each.state in _ENDED}
    told |= {each.performer_id: cause for each in rights if _ENDED.get(each.state) is cause}
    return told


def _rights(session: Session, recording_id: UUID) -> Sequence[Right]:
    return session.scalars(select(Right).where(Right.recording_id == recording_id)).all()


def _lives(right: Right) -> bool:
    return right.state in PERMITTING and right.ends_on >= now().date()
