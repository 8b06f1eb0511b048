"""What happens to a scene request, for its own actions and for whoever makes one in bulk."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.numbering import next_number
from marketplace.budgets.steps import open_budget
from marketplace.requests.content import SceneContent
from marketplace.requests.errors import NotInThatState, OwnRequest
from marketplace.requests.models import (
    RequestCounter,
    RequestKind,
    RequestReview,
    RequestState,
    RequestVersion,
    SceneRequest,
    Verdict,
)

WRITABLE = frozenset((RequestState.DRAFT, RequestState.RETURNED, RequestState.APPROVED))
"""A change to what is approved is a new version, and the old one holds until it is approved."""


def begin(
    session: Session, client_id: UUID, kind: RequestKind, *, actor: Actor, copied_from: UUID | None
) -> SceneRequest:
    number = next_number(session, RequestCounter, "SR")
    request = SceneRequest(
        number=number, client_id=client_id, kind=kind, made_by=actor.id, copied_from=copied_from
    )
    session.add(request)
    session.flush()
    audit.record(session, actor, "request.begun", request.id)
    return request


def submit(
    session: Session, request: SceneRequest, content: SceneContent, *, actor: Actor
) -> RequestVersion:
    """As the next version, hashed and dated: what it says never changes."""
    _wait_for_turn(session, request)
    if request.state not in WRITABLE:
        raise NotInThatState(request.state)
    last = select(func.max(RequestVersion.number)).where(RequestVersion.request_id == request.id)
    version = RequestVersion(
        request_id=request.id,
        number=(session.scalar(last) or 0) + 1,
        content=content.canonical(),
        hash=content.hash,
        submitted_by=actor.id,
    )
    session.add(version)
    request.state = RequestState.SUBMITTED
    session.flush()
    audit.record(session, actor, "request.submitted", request.id, hash=version.hash)
    return version


def review(
    session: Session,
    request: SceneRequest,
    version: RequestVersion,
    verdict: Verdict,
    notes: Mapping[str, str],
    *,
    actor: Actor,
) -> None:
    """Of the version that was submitted, once. The first approval opens the order's budget."""
    _wait_for_turn(session, request)
    if request.state is not RequestState.SUBMITTED or version.request_id != request.id:
        raise NotInThatState(request.state)
    if actor.id == version.submitted_by:
        raise OwnRequest
    session.add(
        RequestReview(
            version_id=version.id, verdict=verdict, notes=dict(notes), reviewed_by=actor.id
        )
    )
    if verdict is Verdict.APPROVED:
        _approve(session, request, version)
        audit.record(session, actor, "request.approved", request.id, hash=version.hash)
    else:
        request.state = RequestState.RETURNED
        audit.record(session, actor, "request.returned", request.id, hash=version.hash)
    session.flush()


def _wait_for_turn(session: Session, request: SceneRequest) -> None:
    """Of two who decide at once the second waits here, and then sees what the first did:
    otherwise it would run into a key and be a fault of ours."""
    session.refresh(request, with_for_update=True)


def _approve(session: Session, request: SceneRequest, version: RequestVersion) -> None:
    if request.approved_version_id is None:
        open_budget(session, request.id, request.client_id, version.scene().pay.currency)
    request.state, request.approved_version_id = RequestState.APPROVED, version.id
