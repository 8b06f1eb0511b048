"""What waits on the home page: a review for compliance, notes and drafts for a client."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor, Power
from foundation.hooks import Waiting
from marketplace.requests import policy, queries
from marketplace.requests.models import RequestState, SceneRequest


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if Power.REVIEW_REQUESTS in actor.powers:
        yield from _to_review(session)
    if policy.may_begin(actor):
        of = SceneRequest
        returned = select(of).where(
            of.client_id == actor.on_behalf_of, of.state == RequestState.RETURNED
        )
        for each in session.scalars(returned.order_by(of.number)):
            yield Waiting(f"{each.number} came back with notes", f"/requests/{each.id}")


def _to_review(session: Session) -> Iterator[Waiting]:
    of = SceneRequest
    submitted = select(of).where(of.state == RequestState.SUBMITTED).order_by(of.number)
    for each in session.scalars(submitted):
        newest = queries.newest_version(session, each.id)
        if newest is not None:
            label, due = f"Review {each.number}", queries.due_at(newest)
            yield Waiting(label, f"/compliance/requests/{each.id}", due)
