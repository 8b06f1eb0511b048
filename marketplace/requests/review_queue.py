"""What waits for compliance, what is due first on top, and what was answered lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from foundation import hooks
from marketplace.requests import queries
from marketplace.requests.models import (
    RequestReview,
    RequestState,
    RequestVersion,
    SceneRequest,
    Verdict,
)

_RECENT = 20


@dataclass(frozen=True, slots=True)
class Line:
    request_id: UUID
    number: str
    client: str
    title: str
    version: int
    submitted_by: UUID
    due_at: datetime
    verdict: Verdict | None


def queue(session: Session) -> list[Line]:
    numbers = select(RequestVersion.request_id, func.max(RequestVersion.number).label("newest"))
    last = numbers.group_by(RequestVersion.request_id).subquery()
    wanted = (
        select(SceneRequest, RequestVersion)
        .join(last, last.c.request_id == SceneRequest.id)
        .join(
            RequestVersion,
            and_(
                RequestVersion.request_id == SceneRequest.id,
                RequestVersion.number == last.c.newest,
            ),
        )
        .where(SceneRequest.state == RequestState.SUBMITTED)
        .order_by(RequestVersion.dated_at, SceneRequest.number)
    )
    return _lines(session, [(row[0], row[1], None) for row in session.execute(wanted)])


def recent(session: Session) -> list[Line]:
    wanted = (
        select(SceneRequest, RequestVersion, RequestReview)
        .join(RequestVersion, RequestVersion.request_id == SceneRequest.id)
        .join(RequestReview, RequestReview.version_id == RequestVersion.id)
        .order_by(RequestReview.reviewed_at.desc(), SceneRequest.number.desc())
        .limit(_RECENT)
    )
    return _lines(session, [(row[0], row[1], row[2]) for row in session.execute(wanted)])


def _lines(
    session: Session,
    rows: Sequence[tuple[SceneRequest, RequestVersion, RequestReview | None]],
) -> list[Line]:
    names = hooks.names(session, [request.client_id for request, _, _ in rows])
    return [
        Line(
            request.id,
            request.number,
            names.get(request.client_id, "A client"),
            version.scene().brief.title,
            version.number,
            version.submitted_by,
            queries.due_at(version),
            review.verdict if review else None,
        )
        for request, version, review in rows
    ]
