"""A client's record with its requests, for whoever judges the next one."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.requests.models import RequestReview, RequestVersion, SceneRequest, Verdict


@dataclass(frozen=True, slots=True)
class Record:
    requests: int
    approved: int
    returned: int
    """Versions that were."""


def record_of(session: Session, client_id: UUID) -> Record:
    requests = session.scalar(
        select(func.count()).select_from(SceneRequest).where(SceneRequest.client_id == client_id)
    )
    counted = (
        select(RequestReview.verdict, func.count())
        .join(RequestVersion, RequestVersion.id == RequestReview.version_id)
        .join(SceneRequest, SceneRequest.id == RequestVersion.request_id)
        .where(SceneRequest.client_id == client_id)
        .group_by(RequestReview.verdict)
    )
    verdicts = {row[0]: row[1] for row in session.execute(counted)}
    return Record(
        requests or 0, verdicts.get(Verdict.APPROVED, 0), verdicts.get(Verdict.RETURNED, 0)
    )
