"""Closing a case together with the decision that it asked for."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.cases import news
from foundation.cases.models import CaseOutcome, CaseState
from foundation.cases.threads import add_message, locked_case
from foundation.clock import now


def close_with(
    session: Session, case_id: UUID, text: str, outcome: CaseOutcome, *, actor: Actor
) -> None:
    """A step. Whoever decides has the power for it, so nobody is asked again whose case it is."""
    case = locked_case(session, case_id)
    if case.state is CaseState.CLOSED:
        return
    add_message(session, case, actor.id, text)
    case.close(outcome, now())
    audit.record(session, actor, "case.closed", case.id, outcome=outcome.value)
    news.tell_person(session, case, "case.closed")
