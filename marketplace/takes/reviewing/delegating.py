"""A client lets one of our reviewers judge the takes of one request, and ends that again."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.requests.errors import RequestNotFound
from marketplace.requests.models import SceneRequest
from marketplace.takes.models import TakeDelegation
from marketplace.takes.reviewing import news, policy, queries
from marketplace.takes.reviewing.errors import DelegationNotFound, NoSuchReviewer


def delegate(request_id: UUID, reviewer_id: UUID, *, actor: Actor) -> None:
    """Twice is once."""
    with transaction() as session:
        request = own_request(session, request_id, actor)
        if reviewer_id not in queries.reviewers(session):
            raise NoSuchReviewer
        found = _found(session, request_id, reviewer_id)
        if found is None:
            found = TakeDelegation(
                request_id=request_id, reviewer_id=reviewer_id, given_by=actor.id
            )
            session.add(found)
        found.given_by, found.ended_at = actor.id, None
        audit.record(session, actor, "take_delegation.given", request_id, to=str(reviewer_id))
        news.tell_reviewer(session, request, reviewer_id, "delegated")


def end_delegation(request_id: UUID, reviewer_id: UUID, *, actor: Actor) -> None:
    """From now on; what they decided stays decided."""
    with transaction() as session:
        request = own_request(session, request_id, actor)
        found = _found(session, request_id, reviewer_id)
        if found is None or found.ended_at is not None:
            raise DelegationNotFound
        found.ended_at = now()
        audit.record(session, actor, "take_delegation.ended", request_id, of=str(reviewer_id))
        news.tell_reviewer(session, request, reviewer_id, "delegation_ended")


def own_request(session: Session, request_id: UUID, actor: Actor) -> SceneRequest:
    found = session.get(SceneRequest, request_id)
    if found is None or not policy.judges_for(actor, found.client_id):
        raise RequestNotFound
    return found


def _found(session: Session, request_id: UUID, reviewer_id: UUID) -> TakeDelegation | None:
    wanted = select(TakeDelegation).where(
        TakeDelegation.request_id == request_id, TakeDelegation.reviewer_id == reviewer_id
    )
    return session.scalars(wanted.with_for_update()).one_or_none()
