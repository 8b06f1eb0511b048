"""After a restore: what was erased since the backup was made is erased again."""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from consent.ledger import outbox
from consent.ledger.openings.data_keys import chunked
from consent.ledger.openings.erasing import Reason, delete_openings, lock_keys, remember, say_so
from consent.ledger.openings.models import LedgerOpening
from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now


def back(session: Session, erased: Collection[str]) -> bool:
    """Whether anything is there that the second place says was erased."""
    return next(_back(session, erased), None) is not None


def erase_again(session: Session, erased: Collection[str]) -> int:
    """A step, harmless twice. Returns how many openings went once more."""
    lines = list(_back(session, erased))
    threads, people = {line.thread for line in lines}, {line.person_id for line in lines}
    if lines:
        outbox.lock_threads(session, threads)
        lock_keys(session, people)
        delete_openings(session, [line.event_id for line in lines], people)
        # The entry that said so was lost with the rest that came after the backup.
        say_so(session, threads, SYSTEM.role)
        for person in sorted(people):
            audit.record(session, SYSTEM, "opening.erased", person, reason=Reason.RESTORED.value)
    remember(session, erased, told_at=now())
    return len(lines)


def _back(session: Session, erased: Collection[str]) -> Iterator[Row[str, str, UUID]]:
    columns = select(LedgerOpening.event_id, LedgerOpening.thread, LedgerOpening.person_id)
    if session.scalar(select(LedgerOpening.event_id).limit(1)) is None:
        return
    for some in chunked(sorted(erased)):
        these = or_(LedgerOpening.thread.in_(some), LedgerOpening.event_id.in_(some))
        yield from session.execute(columns.where(these)).all()
