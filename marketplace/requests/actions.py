"""What a client does with a request that is written: submit it, or give it up."""

from uuid import UUID

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from marketplace.requests import news, policy, queries, steps
from marketplace.requests.checking import against
from marketplace.requests.drafts import written
from marketplace.requests.errors import AlreadyApproved, NotComplete, NotInThatState
from marketplace.requests.models import RequestState
from marketplace.requests.references import with_references


def submit_request(request_id: UUID, *, actor: Actor) -> UUID:
    """As a version that never changes. Raises NotComplete with what is missing, by field."""
    with transaction() as session:
        request = written(session, request_id, actor)
        typed = queries.draft_of(session, request).typed
        reading, findings = against(session, request.client_id, typed, request.kind)
        if findings:
            raise NotComplete(findings)
        said = with_references(session, request.id, reading.said)
        version = steps.submit(session, request, said, actor=actor)
        news.tell_submitted(session, request, version, queries.due_at(version))
        return version.id


def withdraw_request(request_id: UUID, *, actor: Actor) -> None:
    """Only what was never posted."""
    with transaction() as session:
        request = queries.visible(session, request_id, actor)
        actor.require(policy.may_write(actor, request))
        if request.approved_version_id is not None:
            raise AlreadyApproved
        if request.state is RequestState.WITHDRAWN:
            raise NotInThatState(request.state)
        request.state = RequestState.WITHDRAWN
        audit.record(session, actor, "request.withdrawn", request.id)
