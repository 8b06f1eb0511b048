"""Writing an entry with what it commits to: one step, kept whole or not at all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import rfc8785
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from consent.ledger import outbox
from consent.ledger.explaining.committing import Committed, commit_to
from consent.ledger.explaining.moves import KINDS_OF
from consent.ledger.explaining.opening import Opening
from consent.ledger.fresh_ids import fresh_id
from consent.ledger.openings import data_keys, reading
from consent.ledger.openings.models import LedgerErasure, LedgerOpening
from foundation.errors import Conflict
from foundation.sealing import Seal


class OtherPersonsThread(Conflict):
    message = "This thread is about somebody else."


class ThreadErased(Conflict):
    message = "What this thread held was erased; nothing private is written to it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An entry to be, as its writer knows it."""

    opening: Opening
    thread: str
    actor: str
    """The role that acts."""
    terms: str = ""
    id: str = field(default_factory=fresh_id)
    """Given by who may have to repeat it: the same id and content again is nothing new."""

    @property
    def may_be_shared(self) -> bool:
        """Others may sign and report in a client's licence; a grant has one performer."""
        return "licence" in KINDS_OF[self.opening.type]


def write_opened(session: Session, master_key: str, opened: Sequence[Opened]) -> None:
    """A step. Raises BadOpening, EventChanged, OtherPersonsThread, ThreadErased, LedgerBusy."""
    threads = sorted({each.thread for each in opened})
    outbox.lock_threads(session, threads)
    refuse_erased(session, threads)
    refuse_others(opened, reading.people_of(session, threads))
    known = reading.read(session, master_key, [each.id for each in opened])
    salts = {event_id: found.salt for event_id, found in known.items()}
    new: dict[str, Opened] = {}
    committed: dict[str, Committed] = {}
    for each in opened:
        made = _committed(each, salts.get(each.id))
        salts[each.id] = made.salt
        if each.id not in known:
            new.setdefault(each.id, each)
        if committed.setdefault(each.id, made).event != made.event:
            raise outbox.EventChanged(each.id)
    # Compares: another content under a known id has another commitment, and is refused.
    outbox.write(session, [made.event for made in committed.values()])
    if new:
        seals = data_keys.for_writing(
            session, master_key, {each.opening.person for each in new.values()}
        )
        rows = [_row(each, committed[each.id], seals) for each in new.values()]
        session.execute(insert(LedgerOpening), rows)


def refuse_erased(session: Session, threads: Sequence[str]) -> None:
    """A restore erases a thread by its name: what came later would go too."""
    for some in data_keys.chunked(threads):
        erased = select(LedgerErasure.erased).where(LedgerErasure.erased.in_(some))
        if session.scalar(erased.limit(1)) is not None:
            raise ThreadErased


def refuse_others(opened: Sequence[Opened], people: Mapping[str, Collection[UUID]]) -> None:
    """What is erased for one person must not be about another too."""
    of = {thread: set(found) for thread, found in people.items()}
    for each in opened:
        others = of.setdefault(each.thread, set()) - {each.opening.person}
        if others and not each.may_be_shared:
            raise OtherPersonsThread
        of[each.thread].add(each.opening.person)


def _committed(each: Opened, salt: bytes | None) -> Committed:
    return commit_to(
        each.opening,
        id=each.id,
        thread=each.thread,
        actor=each.actor,
        terms=each.terms,
        salt=salt,
    )


def _row(each: Opened, made: Committed, seals: Mapping[UUID, Seal]) -> dict[str, object]:
    person = each.opening.person
    plain = made.salt + rfc8785.dumps(made.payload)
    return {
        "event_id": each.id,
        "thread": each.thread,
        "person_id": person,
        "sealed": seals[person].close(plain, owner=person, about=each.id),
    }
