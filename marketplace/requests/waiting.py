"""What waits on the home page: a review for compliance, notes and drafts for a client."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor, Power
from foundation.hooks import Waiting
from foundation.workdays import after_working_days
from marketplace.requests import policy, queries
from marketplace.requests.models import RequestState, RequestVersion, SceneRequest


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
    """With the newest version of each, in one question."""
    of, dated = SceneRequest, func.max(RequestVersion.dated_at)
    submitted = (
        select(of.id, of.number, dated.label("dated_at"))
        .join(RequestVersion, RequestVersion.request_id == of.id)
        .where(of.state == RequestState.SUBMITTED)
        .group_by(of.id, of.number)
        .order_by(of.number)
    )
    for row in session.execute(submitted):
        due = after_working_days(row.dated_at, queries.REVIEWED_WITHIN_WORKING_DAYS)
        yield Waiting(f"Review {row.number}", f"/compliance/requests/{row.id}", due)
