"""Top-ups that wait for a second person: on the first page of whoever may be that."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.formats import money
from foundation.hooks import Waiting
from payouts.capital import policy, queries


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if not policy.may_top_up(actor):
        return
    for each in queries.proposed(session):
        if each.asked_by != actor.id:
            amount = money(each.amount_minor, each.currency)
            yield Waiting(f"Approve a top-up of {amount}, or not", f"/finance/top-ups/{each.id}")
