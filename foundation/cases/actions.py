"""What the person who asks can do. Each action is one transaction."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit, throttle
from foundation.actors import Actor
from foundation.cases import news, policy
from foundation.cases.errors import CaseNotFound
from foundation.cases.models import Case, CaseCounter, CaseKind, MessageKind
from foundation.cases.threads import Kept, add_message, locked_case
from foundation.clock import now
from foundation.database import transaction
from foundation.numbering import next_number
from foundation.workdays import after_working_days

ANSWERED_WITHIN_WORKING_DAYS = 2
MOST_A_DAY = 50
"""What one person may write, in all their cases."""


def open_case(
    *,
    kind: CaseKind,
    subject: str,
    text: str,
    about: str = "",
    attached: Sequence[Kept] = (),
    actor: Actor,
) -> UUID:
    """Anybody who is signed in may ask, in any role or none."""
    with transaction() as session:
        _count(session, actor)
        case = Case(
            number=next_number(session, CaseCounter, "C"),
            kind=kind,
            subject=subject,
            about=about,
            opened_by=actor.id,
            due_at=after_working_days(now(), ANSWERED_WITHIN_WORKING_DAYS),
        )
        session.add(case)
        session.flush()
        add_message(session, case, actor.id, text, attached=attached)
        audit.record(session, actor, "case.opened", case.id, kind=kind)
        news.tell_receipt(session, case)
    return case.id


def write_more(case_id: UUID, text: str, *, attached: Sequence[Kept] = (), actor: Actor) -> None:
    """Something to add, or a reply to what we asked: we owe an answer again."""
    with transaction() as session:
        case = _own_case(session, case_id, actor)
        _count(session, actor)
        case.owe_an_answer(after_working_days(now(), ANSWERED_WITHIN_WORKING_DAYS))
        add_message(session, case, actor.id, text, attached=attached)
        audit.record(session, actor, "case.written", case.id)
        news.tell_owner(session, case)


def reopen_case(case_id: UUID, text: str, *, attached: Sequence[Kept] = (), actor: Actor) -> None:
    with transaction() as session:
        case = _own_case(session, case_id, actor)
        _count(session, actor)
        case.reopen(now(), after_working_days(now(), ANSWERED_WITHIN_WORKING_DAYS))
        add_message(session, case, actor.id, "Reopened.", kind=MessageKind.STEP)
        add_message(session, case, actor.id, text, attached=attached)
        audit.record(session, actor, "case.reopened", case.id)
        news.tell_owner(session, case)


def _count(session: Session, actor: Actor) -> None:
    """Each message may bring 20 MB: nobody fills the disk with them, or the desk."""
    throttle.spend(session, bucket=f"cases:{actor.id}", limit=MOST_A_DAY, per=timedelta(days=1))


def _own_case(session: Session, case_id: UUID, actor: Actor) -> Case:
    """Also to the staff: nobody writes in somebody else's name."""
    case = locked_case(session, case_id)
    if not policy.may_write(actor, case):
        raise CaseNotFound(case_id)
    return case
