"""What compliance says to a version: approved, or returned with notes at its fields."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.database import transaction
from marketplace.budgets.news import tell_opened
from marketplace.budgets.steps import budget_of
from marketplace.requests import news, queries, steps
from marketplace.requests.checking import against
from marketplace.requests.errors import NoNotes, NotFitToApprove, VersionNotFound
from marketplace.requests.models import RequestVersion, SceneRequest, Verdict
from marketplace.requests.reading import Findings
from marketplace.requests.writing import typed_of


def approve_request(request_id: UUID, version_id: UUID, *, actor: Actor) -> None:
    """Everything is judged again: a licence may have ended since it was submitted."""
    with transaction() as session:
        request, version = _submitted(session, request_id, version_id, actor)
        findings = against_version(session, request, version)
        if findings:
            raise NotFitToApprove(findings)
        first = request.approved_version_id is None
        steps.review(session, request, version, Verdict.APPROVED, {}, actor=actor)
        news.tell_answered(session, request, version, news.APPROVED)
        if first:
            tell_opened(session, budget_of(session, request.id))


def return_request(
    request_id: UUID, version_id: UUID, notes: Mapping[str, str], *, actor: Actor
) -> None:
    with transaction() as session:
        request, version = _submitted(session, request_id, version_id, actor)
        kept = {name: note.strip() for name, note in notes.items() if note.strip()}
        if not kept:
            raise NoNotes
        steps.review(session, request, version, Verdict.RETURNED, kept, actor=actor)
        news.tell_answered(session, request, version, news.RETURNED)


def against_version(session: Session, request: SceneRequest, version: RequestVersion) -> Findings:
    typed = typed_of(version.scene())
    return against(session, request.client_id, typed, request.kind)[1]


def _submitted(
    session: Session, request_id: UUID, version_id: UUID, actor: Actor
) -> tuple[SceneRequest, RequestVersion]:
    request = queries.judged(session, request_id, actor)
    version = session.get(RequestVersion, version_id)
    if version is None or version.request_id != request.id:
        raise VersionNotFound
    return request, version
