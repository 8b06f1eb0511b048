"""The page of one case, as it looks to whoever reads it, with what they typed if it was refused."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from foundation import hooks
from foundation.actors import SYSTEM
from foundation.cases import policy
from foundation.cases.models import Case, CaseKind, CaseOutcome, CaseState
from foundation.cases.queries import Said, case_for, colleagues, thread
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

KIND_LABELS = {
    CaseKind.QUESTION: ("Question", "Something you want to know."),
    CaseKind.COMPLAINT: ("Complaint", "We, or somebody here, treated you badly or did it wrong."),
    CaseKind.INCIDENT: ("Incident", "Something unsafe: an account, a recording, a leak."),
    CaseKind.DISPUTE: ("Dispute", "You disagree with a decision about work, pay or rights."),
}
STATE_BADGES = {
    CaseState.OPEN: ("Open", "info"),
    CaseState.ANSWERED: ("Answered", "ok"),
    CaseState.WAITING_FOR_PERSON: ("Waiting for the person who asked", "warn"),
    CaseState.CLOSED: ("Closed", "empty"),
    CaseState.REOPENED: ("Reopened", "info"),
}
OUTCOME_LABELS = {
    CaseOutcome.RESOLVED: "Resolved: what was wrong is put right",
    CaseOutcome.EXPLAINED: "Explained: nothing had to change",
    CaseOutcome.DECLINED: "Declined: we do not agree",
    CaseOutcome.DUPLICATE: "Duplicate: it is dealt with in another case",
}


def show_case(
    case_id: UUID,
    typed: Mapping[str, Any] | None = None,
    errors: Mapping[str, Any] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    case = case_for(session, case_id, actor)
    said = thread(session, case, actor)
    may_answer = policy.may_answer(actor, case)
    page = render_template(
        "foundation/cases/case.html",
        case=case,
        said=said,
        names={SYSTEM.id: "The system", **hooks.names(session, _people(case, said))},
        reader_id=actor.id,
        may_answer=may_answer,
        may_write=policy.may_write(actor, case),
        may_reopen=case.closed_at is not None and case.may_be_reopened(now()),
        late=case.due_at is not None and case.due_at < now(),
        colleagues=colleagues(session, case) if may_answer else [],
        labels=labels(),
        typed=typed or {},
        errors=errors or {},
    )
    return page, status


def labels() -> dict[str, Any]:
    return {"kind": KIND_LABELS, "state": STATE_BADGES, "outcome": OUTCOME_LABELS}


def _people(case: Case, said: list[Said]) -> set[UUID]:
    people = {case.opened_by, case.owner_id}
    for each in said:
        people |= {each.message.author_id, each.message.concerns}
    return {person for person in people if person is not None}
