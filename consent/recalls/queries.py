"""What can be asked about recalls."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from consent.recalls import policy
from consent.recalls.errors import RecallNotFound
from consent.recalls.models import STOP_WITHIN, Recall, RecallAttestation
from foundation import audit, cursors
from foundation.actors import Actor
from foundation.hooks import Queue, Waiting

SHOWN = 100
"""At once on a page. Machines read all of them by the API."""


@dataclass(frozen=True, slots=True)
class Mine:
    """One organisation's, or everybody's: what waits, what was answered lately."""

    waiting: Sequence[Recall]
    waiting_count: int
    answered: Sequence[Recall]


def recalls_of(session: Session, recording_id: UUID) -> Sequence[Recall]:
    """Of every performer's grants for it, oldest first: whoever asks shows each their own."""
    found = select(Recall).where(Recall.recording_id == recording_id)
    return session.scalars(found.order_by(Recall.opened_at, Recall.id)).all()


def recall(session: Session, recall_id: UUID, actor: Actor) -> Recall:
    found = session.get(Recall, recall_id)
    if found is None:
        raise RecallNotFound
    if not policy.may_view(actor, found):
        raise RecallNotFound
    return found


def recall_of_ones_own(session: Session, recall_id: UUID, actor: Actor) -> Recall:
    """For programs of the holder: staff look on the page, where that is on record."""
    found = session.get(Recall, recall_id)
    if found is None:
        raise RecallNotFound
    if not policy.may_answer(actor, found):
        raise RecallNotFound
    return found


def recall_as(session: Session, recall_id: UUID, actor: Actor) -> Recall:
    """A step: staff who look are on record for the performer."""
    found = recall(session, recall_id, actor)
    if not policy.may_answer(actor, found):
        audit.record(session, actor, "opening.read", found.performer_id)
    return found


def attestation(session: Session, recall_id: UUID) -> RecallAttestation | None:
    return session.get(RecallAttestation, recall_id)


def answers(session: Session, recalls: Sequence[Recall]) -> dict[UUID, RecallAttestation]:
    these = select(RecallAttestation).where(
        RecallAttestation.recall_id.in_([each.id for each in recalls])
    )
    return {each.recall_id: each for each in session.scalars(these)}


def rest_of(session: Session, recall_id: UUID) -> UUID | None:
    """The recall that asks for what a partial answer left."""
    return session.scalar(select(Recall.id).where(Recall.follows_id == recall_id))


def mine(session: Session, actor: Actor) -> Mine:
    everybodys = policy.may_list_all(actor)
    actor.require(everybodys or policy.may_list(actor))
    theirs = select(Recall)
    if not everybodys:
        theirs = theirs.where(Recall.client_id == actor.on_behalf_of)
    waiting = theirs.where(Recall.attested_at.is_(None))
    answered = theirs.where(Recall.attested_at.is_not(None))
    return Mine(
        _some(session, waiting.order_by(Recall.attest_due_at, Recall.id)),
        session.scalars(select(func.count()).select_from(waiting.subquery())).one(),
        _some(session, answered.order_by(Recall.attested_at.desc(), Recall.id)),
    )


def page(
    session: Session, actor: Actor, *, unanswered: bool, after: str | None, limit: int
) -> cursors.Page[Any]:
    """For programs. What is unanswered is what is new: nothing is missed by asking for that."""
    actor.require(policy.may_list(actor))
    theirs = select(Recall.id, Recall.opened_at).where(Recall.client_id == actor.on_behalf_of)
    if unanswered:
        theirs = theirs.where(Recall.attested_at.is_(None))
    found = cursors.page_of(session, theirs, Recall.opened_at, Recall.id, after=after, limit=limit)
    rows = {each.id: each for each in session.scalars(_these([row.id for row in found.items]))}
    return cursors.Page([rows[row.id] for row in found.items], found.next)


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if not policy.may_list(actor):
        return
    unstopped = case((Recall.stopped_at.is_(None), Recall.opened_at))
    waiting = select(
        func.count(), func.min(Recall.attest_due_at), func.min(unstopped).label("since")
    ).where(Recall.client_id == actor.on_behalf_of, Recall.attested_at.is_(None))
    count, due_at, since = session.execute(waiting).one()
    if count:
        label = "1 recall to answer" if count == 1 else f"{count} recalls to answer"
        yield Waiting(label, "/recalls", min(due_at, since + STOP_WITHIN) if since else due_at)


def queues(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`: what holders have not answered yet."""
    waiting = select(func.count(), func.min(Recall.opened_at)).where(Recall.attested_at.is_(None))
    count, oldest_at = session.execute(waiting).one()
    yield Queue("recalls", count, oldest_at)


def _some(session: Session, query: Select[Recall]) -> Sequence[Recall]:
    return session.scalars(query.limit(SHOWN)).all()


def _these(ids: Sequence[UUID]) -> Select[Recall]:
    return select(Recall).where(Recall.id.in_(ids))
