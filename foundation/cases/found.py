"""Cases that nobody asked for: something that a check or a clock brought to light."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM, Actor
from foundation.cases.models import Case, CaseCounter, CaseKind, MessageKind
from foundation.cases.threads import add_message
from foundation.clock import now
from foundation.numbering import next_number
from foundation.workdays import after_working_days

LOOKED_INTO_WITHIN_WORKING_DAYS = 2


def open_found(
    session: Session,
    *,
    subject: str,
    text: str,
    about: str,
    owner_id: UUID | None = None,
    actor: Actor = SYSTEM,
) -> Case:
    """A step. The system asks, so that everybody at the desk may answer it and read its notes;
    whoever opens one by hand takes care of it."""
    case = Case(
        number=next_number(session, CaseCounter, "C"),
        kind=CaseKind.INCIDENT,
        subject=subject,
        about=about,
        opened_by=SYSTEM.id,
        owner_id=owner_id,
        due_at=after_working_days(now(), LOOKED_INTO_WITHIN_WORKING_DAYS),
    )
    session.add(case)
    session.flush()
    add_message(session, case, SYSTEM.id, text)
    if owner_id is not None:
        words = "takes care of this."
        add_message(session, case, actor.id, words, kind=MessageKind.STEP, concerns=owner_id)
    audit.record(session, actor, "case.opened", case.id, kind=case.kind.value)
    return case
