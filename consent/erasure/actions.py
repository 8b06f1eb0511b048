"""Erasing one's own records: what may go goes, and what was erased is on record."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from consent.erasure.errors import MustBeKept, NothingChosen
from consent.erasure.judging import judge_these
from consent.keeping.openings import ThreadNotFound
from consent.ledger import outbox
from consent.ledger.openings import reading
from consent.ledger.openings.erasing import Reason, erase_person
from foundation.actors import Actor, Power
from foundation.database import transaction


def erase_own(threads: Collection[str], *, actor: Actor) -> int:
    """Gives how many openings went. All of these, or none: whoever asks knows what is left."""
    with transaction() as session:
        return _erase(session, threads, actor.id, actor)


def erase_for(person_id: UUID, threads: Collection[str], *, actor: Actor) -> int:
    """By compliance, for somebody who asked in another way than on the page."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        return _erase(session, threads, person_id, actor)


def _erase(session: Session, threads: Collection[str], person_id: UUID, actor: Actor) -> int:
    if not threads:
        raise NothingChosen
    if not set(threads) <= reading.threads_of(session, person_id):
        raise ThreadNotFound
    # Judged under the locks: nobody delivers what is being judged as never delivered.
    outbox.lock_threads(session, sorted(set(threads)))
    for judged in judge_these(session, threads):
        if judged.kept:
            raise MustBeKept(judged.kept)
    return erase_person(session, person_id, actor, Reason.ASKED, threads)
