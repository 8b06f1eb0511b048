"""Who is told what about a scene request."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from marketplace.accounts.roles import CLIENT_SIDE
from marketplace.requests.models import RequestVersion, SceneRequest

SUBMITTED = notices.Kind(
    "request.submitted",
    "A scene request waits for review",
    "Scene requests",
    may_turn_off=True,
    sentence="{{ client }} submitted {{ number }}, version {{ version }}."
    " The answer is due {{ due|when }}.",
    powers=frozenset((Power.REVIEW_REQUESTS,)),
)


def _answer(name: str, label: str, sentence: str) -> notices.Kind:
    return notices.Kind(name, label, "Scene requests", True, sentence, roles=frozenset(CLIENT_SIDE))


APPROVED = _answer(
    "request.approved",
    "Your scene request was approved",
    "{{ number }} was approved. It is posted once the money for it is here.",
)
RETURNED = _answer(
    "request.returned",
    "Your scene request came back with notes",
    "{{ number }} came back with notes: they stand at the fields that should change.",
)
LATE = _answer(
    "request.late",
    "Our answer to your scene request is late",
    "Our answer to {{ number }} was due {{ due|when }} and is late. Those who review it were told.",
)
OVERDUE = notices.Kind(
    "request.overdue",
    "The review of a scene request is late",
    "Scene requests",
    may_turn_off=False,
    sentence="The answer to {{ number }} was due {{ due|when }}. Its client was told.",
    powers=frozenset((Power.REVIEW_REQUESTS,)),
)
KINDS = (SUBMITTED, APPROVED, RETURNED, LATE, OVERDUE)


def tell_submitted(
    session: Session, request: SceneRequest, version: RequestVersion, due: object
) -> None:
    to = hooks.holders(session, Power.REVIEW_REQUESTS) - {version.submitted_by}
    names = hooks.names(session, [request.client_id])
    _tell(
        session,
        request,
        SUBMITTED,
        to,
        f"/compliance/requests/{request.id}",
        client=names.get(request.client_id, "A client"),
        version=version.number,
        due=due,
    )


def tell_answered(
    session: Session, request: SceneRequest, version: RequestVersion, kind: notices.Kind
) -> None:
    """Whoever began it and whoever submitted it."""
    to = {request.made_by, version.submitted_by}
    _tell(session, request, kind, to, f"/requests/{request.id}")


def tell_late(
    session: Session, request: SceneRequest, version: RequestVersion, due: object
) -> None:
    """Both sides learn the same."""
    client = {request.made_by, version.submitted_by}
    _tell(session, request, LATE, client, f"/requests/{request.id}", due=due)
    reviewers = hooks.holders(session, Power.REVIEW_REQUESTS) - client
    url = f"/compliance/requests/{request.id}"
    _tell(session, request, OVERDUE, reviewers, url, due=due)


def _tell(
    session: Session,
    request: SceneRequest,
    kind: notices.Kind,
    to: set[UUID],
    url: str,
    **values: object,
) -> None:
    if to:
        notices.tell(
            session,
            kind=kind.name,
            to=sorted(to),
            subject_id=request.id,
            url=url,
            number=request.number,
            **values,
        )
