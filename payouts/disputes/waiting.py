"""Disputes that wait for an answer: on finance's first page, and among the queues."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from foundation import hooks
from foundation.actors import Actor
from foundation.hooks import Queue, Waiting
from payouts.disputes import policy, queries


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if not policy.may_answer(actor):
        return
    found = queries.waiting(session)
    names = hooks.names(session, {each.funding.client_id for each in found})
    for each in found:
        client = names.get(each.funding.client_id, "a client")
        said = f"Answer the dispute of {client}'s bank"
        yield Waiting(said, f"/finance/disputes/{each.dispute.id}", each.dispute.answer_by)


def queues_in(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`."""
    opened = [each.dispute.opened_at for each in queries.waiting(session)]
    yield Queue("Disputes to answer", len(opened), min(opened, default=None))
