"""Opening recalls, in the transaction in which a right ended or became narrower."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import or_
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.knowing import right_of
from consent.grants.models import Grant, KnownRight
from consent.holders.covering import covers_still
from consent.holders.models import HandedOver, Holder
from consent.holders.queries import stated
from consent.ledger.explaining.delivering import RecallOpened
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.words import DestructionCause, RecallCause
from consent.media.destroying import DESTROYED_WITHIN, order_destruction
from consent.media.living import still_allows
from consent.media.telling import tell_grants
from consent.recalls.models import Recall
from consent.terms.bits import mask_of
from foundation.clock import now

_ENDING = {
    RecallCause.WITHDRAWN: DestructionCause.WITHDRAWN,
    RecallCause.EXPIRED: DestructionCause.EXPIRED,
    RecallCause.TERMINATED: DestructionCause.TERMINATED,
    RecallCause.INVALIDATED: DestructionCause.INVALIDATED,
}
"""Causes by which a grant has ended, and what our own files are then destroyed for."""


@dataclass(slots=True)
class _Copy:
    """What one holder has of a recording, by all its deliveries."""

    files: set[str] = field(default_factory=set)
    is_covered: bool = True


def open_recalls(session: Session, grant: Grant, cause: RecallCause) -> int:
    """A step, under the lock of the grant's thread, after `follow`: how many were opened.

    To every holder whose delivery would not be permitted any more; a breach of the licence calls
    back from all. Where the grant has ended, and no other of this performer goes on, our own files
    are ordered to be destroyed too.
    """
    if cause in _ENDING:
        if right_of(session, grant).state in PERMITTING:
            raise ValueError("the right must follow its end before recalls are opened")
        _end_own_media(session, grant, _ENDING[cause])
    waiting = _waiting(session, grant, cause)
    copies = _copies(session, grant, cause)
    recalls = [
        Recall(
            grant_id=grant.id,
            recording_id=grant.recording_id,
            performer_id=grant.performer_id,
            client_id=client,
            recipient_id=recipient,
            cause=cause,
            files=sorted(copy.files),
        )
        for (client, recipient), copy in copies.items()
        if not copy.is_covered and (client, recipient) not in waiting
    ]
    put(session, grant, recalls)
    return len(recalls)


def put(session: Session, grant: Grant, recalls: Sequence[Recall]) -> None:
    """A step: the rows, and their entries in the grant's thread."""
    session.add_all(recalls)
    session.flush()
    for recall in recalls:
        tell_grants(session, [grant], partial(_opened, recall))


def _opened(recall: Recall, grant: Grant) -> RecallOpened:
    return RecallOpened(
        person=grant.performer_id,
        at=now(),
        recording=grant.recording_id,
        agreement=grant.agreement_id,
        recall=recall.id,
        client=recall.client_id,
        recipient=recall.recipient_id,
        cause=recall.cause,
        due_on=recall.attest_due_at.date(),
    )


def _copies(
    session: Session, grant: Grant, cause: RecallCause
) -> dict[tuple[UUID, UUID | None], _Copy]:
    found: dict[tuple[UUID, UUID | None], _Copy] = {}
    ever = _ever_allowed(session, grant)
    for holder, handed in _held(session, grant.recording_id):
        if not ever & mask_of(stated(handed).uses):
            continue  # It was handed over under another paper of theirs, which speaks for itself.
        copy = found.setdefault((holder.client_id, holder.recipient_id), _Copy())
        copy.files |= set(holder.files)
        if cause is RecallCause.LICENCE_BREACH or not covers_still(
            session, handed, grant.recording_id
        ):
            copy.is_covered = False
    return found


def _ever_allowed(session: Session, grant: Grant) -> int:
    """A bit for each use, also of what was narrowed away since."""
    known = select(KnownRight.uses).where(KnownRight.grant_id == grant.id)
    return reduce(or_, session.scalars(known), 0)


def _held(session: Session, recording: UUID) -> Iterable[tuple[Holder, HandedOver]]:
    held = select(Holder, HandedOver).join(HandedOver, HandedOver.delivery_id == Holder.delivery_id)
    rows = session.execute(
        held.where(Holder.recording_id == recording).order_by(Holder.since, Holder.delivery_id)
    )
    return [(row[0], row[1]) for row in rows]


def _waiting(session: Session, grant: Grant, cause: RecallCause) -> set[tuple[UUID, UUID | None]]:
    """Those whom the same was asked already, under whichever paper, and who have not answered."""
    asked = select(Recall.client_id, Recall.recipient_id).where(
        Recall.recording_id == grant.recording_id,
        Recall.performer_id == grant.performer_id,
        Recall.cause == cause,
        Recall.attested_at.is_(None),
    )
    return {(row.client_id, row.recipient_id) for row in session.execute(asked)}


def _end_own_media(session: Session, grant: Grant, cause: DestructionCause) -> None:
    if not still_allows(session, grant.recording_id, grant.performer_id):
        due_on = (now() + DESTROYED_WITHIN).date()
        order_destruction(session, grant.recording_id, cause, due_on=due_on)
