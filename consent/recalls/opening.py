"""Opening recalls, in the transaction in which a right ended or became narrower."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.knowing import rights_of
from consent.grants.models import Grant
from consent.ledger.explaining.delivering import RecallOpened
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.words import DestructionCause, RecallCause
from consent.media.destroying import DESTROYED_WITHIN, order_destructions
from consent.media.living import still_allowed
from consent.media.telling import tell_each
from consent.recalls.copies import Who, copies_of
from consent.recalls.models import Recall
from foundation.clock import now
from foundation.statements import among

_ENDING = {
    RecallCause.WITHDRAWN: DestructionCause.WITHDRAWN,
    RecallCause.EXPIRED: DestructionCause.EXPIRED,
    RecallCause.TERMINATED: DestructionCause.TERMINATED,
    RecallCause.INVALIDATED: DestructionCause.INVALIDATED,
}
"""Causes by which a grant has ended, and what our own files are then destroyed for."""
Lapsed = Sequence[tuple[Grant, RecallCause]]
_Asked = tuple[UUID, UUID, RecallCause, Who]
"""A recording, its performer, why, and who."""


def open_recalls(session: Session, grant: Grant, cause: RecallCause) -> int:
    """A step, under the lock of the grant's thread, after `follow`: how many were opened."""
    return open_all_recalls(session, [(grant, cause)])


def open_all_recalls(session: Session, lapsed: Lapsed) -> int:
    """A step, under the locks of the grants' threads, after `follow`: how many were opened.

    To every holder, for the files of each delivery that this performer would not permit any more
    and that nobody asks for yet; a breach of the licence calls back all. Where the grant has ended,
    and no other of this performer goes on, our own files are ordered to be destroyed too.
    """
    _end_own_media(session, [each for each in lapsed if each[1] in _ENDING])
    recalls = _wanted(session, lapsed)
    put(session, recalls)
    return len(recalls)


def put(session: Session, recalls: Sequence[tuple[Grant, Recall]]) -> None:
    """A step: the rows, and their entries in the threads of their grants."""
    if not recalls:
        return
    session.add_all(recall for _, recall in recalls)
    session.flush()
    tell_each(session, [(grant, _opened(grant, recall)) for grant, recall in recalls])


def _wanted(session: Session, lapsed: Lapsed) -> list[tuple[Grant, Recall]]:
    grants = [grant for grant, _ in lapsed]
    copies, asked = copies_of(session, grants), _asked(session, grants)
    found: list[tuple[Grant, Recall]] = []
    for grant, cause in lapsed:
        for who, stopped in copies.stopped(grant, cause).items():
            before = asked[grant.recording_id, grant.performer_id, cause, who]
            if files := stopped - before:
                before |= files
                found.append((grant, _recall(grant, cause, who, files)))
    return found


def _recall(grant: Grant, cause: RecallCause, who: Who, files: set[str]) -> Recall:
    client, recipient = who
    return Recall(
        grant_id=grant.id,
        recording_id=grant.recording_id,
        performer_id=grant.performer_id,
        client_id=client,
        recipient_id=recipient,
        cause=cause,
        files=sorted(files),
    )


def _opened(grant: Grant, recall: Recall) -> RecallOpened:
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


def _asked(session: Session, grants: Sequence[Grant]) -> Mapping[_Asked, set[str]]:
    """The files that holders were asked for already, under whichever paper, and have not answered
    for. What they got after that was not asked for."""
    of = Recall
    columns = select(
        of.recording_id, of.performer_id, of.cause, of.client_id, of.recipient_id, of.files
    ).where(
        among(session, of.recording_id, {grant.recording_id for grant in grants}),
        of.attested_at.is_(None),
    )
    found: dict[_Asked, set[str]] = defaultdict(set)
    for row in session.execute(columns):
        found[row[0], row[1], row[2], (row[3], row[4])] |= set(row[5])
    return found


def _end_own_media(session: Session, ended: Lapsed) -> None:
    if not ended:
        return
    rights = rights_of(session, [grant for grant, _ in ended])
    if any(right.state in PERMITTING for right in rights.values()):
        raise ValueError("the right must follow its end before recalls are opened")
    allowed = still_allowed(session, {grant.recording_id for grant, _ in ended})
    wanted = [
        (grant.recording_id, _ENDING[cause])
        for grant, cause in ended
        if (grant.recording_id, grant.performer_id) not in allowed
    ]
    order_destructions(session, wanted, due_on=(now() + DESTROYED_WITHIN).date())
