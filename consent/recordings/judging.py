"""How a take was judged: a recording may be used for more than review once it was accepted."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.following import follow_all
from consent.grants.models import Grant
from consent.keeping.openings import write_opened
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.words import DestructionCause
from consent.ledger.explaining.working import TakeAccepted, TakeRejected
from consent.ledger.openings.data_keys import chunked
from consent.ledger.openings.models import LedgerErasure
from consent.ledger.openings.writing import Opened
from consent.media.destroying import call_off_destruction, order_destruction
from consent.recordings.errors import JudgedOtherwise, JudgedWhereItIsPriced, TakeNotFound
from consent.recordings.models import Judgement, Recording
from foundation.clock import now

priced_elsewhere: tuple[Callable[[Session, UUID], bool], ...] = ()
"""Whether a decision on this take earns somebody something: filled by who prices it, so that
nothing is accepted unpaid."""

KEPT_AFTER_REJECTION = timedelta(days=30)
"""So long a performer may appeal; then the rejected material is destroyed."""


def refuse_priced(session: Session, take_id: UUID) -> None:
    """For who decides on a recording alone."""
    if any(is_priced(session, take_id) for is_priced in priced_elsewhere):
        raise JudgedWhereItIsPriced


def accept_take(
    session: Session,
    take_id: UUID,
    *,
    role: str,
    on_appeal: bool = False,
    of: Collection[UUID] | None = None,
) -> Sequence[Recording]:
    """A step. The same again is nothing new. Only an appeal accepts what was rejected: what has not
    been destroyed by then is kept. `of` its recordings only these: the others were let go."""

    def accepted(about: dict[str, Any]) -> Opening:
        return TakeAccepted(**about, take=take_id)

    recordings = [each for each in recordings_of(session, take_id) if of is None or each.id in of]
    if on_appeal:
        _call_off(session, recordings)
    return _judge(session, recordings, Judgement.ACCEPTED, accepted, role)


def reject_take(
    session: Session, take_id: UUID, *, cause: str, reason: str | None = None, role: str
) -> Sequence[Recording]:
    """A step: gives the recordings that were not judged before. The same again is nothing new."""
    recordings = recordings_of(session, take_id)
    return _reject(session, recordings, cause=cause, reason=reason, role=role)


def let_go(session: Session, recording_id: UUID, *, cause: str, role: str) -> None:
    """A step: one recording of a take that is not judged yet, because another took its place."""
    wanted = select(Recording).where(Recording.id == recording_id)
    found = session.scalars(wanted.with_for_update().execution_options(populate_existing=True))
    _reject(session, [found.one()], cause=cause, reason=None, role=role)


def _reject(
    session: Session, recordings: Sequence[Recording], *, cause: str, reason: str | None, role: str
) -> Sequence[Recording]:
    def rejected(about: dict[str, Any]) -> Opening:
        return TakeRejected(**about, take=recordings[0].take_id, cause=cause, reason=reason)

    new = _judge(session, recordings, Judgement.REJECTED, rejected, role)
    due_on = (now() + KEPT_AFTER_REJECTION).date()
    for recording in new:
        order_destruction(session, recording.id, DestructionCause.TAKE_REJECTED, due_on=due_on)
    return new


def recordings_of(session: Session, take_id: UUID) -> Sequence[Recording]:
    """Under their locks: of two who judge at once, the second sees how the first did."""
    wanted = select(Recording).where(Recording.take_id == take_id).order_by(Recording.id)
    found = session.scalars(wanted.with_for_update().execution_options(populate_existing=True))
    recordings = found.all()
    if not recordings:
        raise TakeNotFound(take_id)
    return recordings


def _judge(
    session: Session,
    recordings: Sequence[Recording],
    judged: Judgement,
    opening: Callable[[dict[str, Any]], Opening],
    role: str,
) -> Sequence[Recording]:
    for recording in recordings:
        if recording.judged not in (None, judged):
            raise JudgedOtherwise(recording.judged)
    new = [recording for recording in recordings if recording.judged is None]
    for recording in new:
        recording.judged, recording.judged_at = judged, now()
    _tell(session, grants_of(session, [each.id for each in new]), opening, role)
    return new


def _call_off(session: Session, recordings: Sequence[Recording]) -> None:
    for recording in recordings:
        if recording.judged is Judgement.REJECTED:
            recording.judged, recording.judged_at = None, None
            call_off_destruction(session, recording.id, DestructionCause.TAKE_REJECTED)


def grants_of(session: Session, recordings: Sequence[UUID]) -> list[Grant]:
    """Without those that were erased: nothing is told of them, and nobody else waits for that."""
    erased = select(LedgerErasure.erased).where(LedgerErasure.erased == Grant.thread)
    found: list[Grant] = []
    for some in chunked(sorted(recordings)):
        these = select(Grant).where(Grant.recording_id.in_(some), ~erased.exists())
        found += session.scalars(these)
    return found


def _tell(
    session: Session,
    grants: Sequence[Grant],
    opening: Callable[[dict[str, Any]], Opening],
    role: str,
) -> None:
    told = [(grant, opening(about(grant))) for grant in grants]
    write_opened(
        session,
        [Opened(opening=each, thread=grant.thread, actor=role) for grant, each in told],
    )
    follow_all(session, told)


def about(grant: Grant) -> dict[str, Any]:
    """What every opening about a grant says."""
    return {
        "person": grant.performer_id,
        "at": now(),
        "recording": grant.recording_id,
        "agreement": grant.agreement_id,
    }
