"""An answer of compliance that is late: its client and those who review are told, once."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from marketplace.requests import news, queries
from marketplace.requests.models import (
    RequestReview,
    RequestState,
    RequestVersion,
    SceneRequest,
)
from marketplace.requests.reference_models import RequestLateAnswer

_AT_ONCE = 200
_AT_LEAST = timedelta(days=queries.REVIEWED_WITHIN_WORKING_DAYS)
"""No answer is due sooner, whatever day it was submitted on."""


def tell_late(lease: Lease) -> str:
    with transaction() as session:
        lease.confirm(session)
        at = now()
        late = [each for each in _waiting(session, at) if queries.due_at(each[1]) < at]
        for request, version in late:
            session.add(RequestLateAnswer(version_id=version.id))
            audit.record(session, SYSTEM, "request.answered_late", request.id)
            news.tell_late(session, request, version, queries.due_at(version))
    return f"{len(late)} told"


def _waiting(session: Session, at: datetime) -> list[tuple[SceneRequest, RequestVersion]]:
    wanted = (
        select(SceneRequest, RequestVersion)
        .join(RequestVersion, RequestVersion.request_id == SceneRequest.id)
        .outerjoin(RequestReview, RequestReview.version_id == RequestVersion.id)
        .outerjoin(RequestLateAnswer, RequestLateAnswer.version_id == RequestVersion.id)
        .where(SceneRequest.state == RequestState.SUBMITTED)
        .where(RequestReview.version_id.is_(None), RequestLateAnswer.version_id.is_(None))
        .where(RequestVersion.dated_at < at - _AT_LEAST)
        .order_by(RequestVersion.dated_at, RequestVersion.id)
        .limit(_AT_ONCE)
    )
    return [(row[0], row[1]) for row in session.execute(wanted)]


JOBS = (Job("requests.tell_late", tell_late, timedelta(minutes=10)),)
