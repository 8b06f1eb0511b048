"""A case that asks for a decision to be looked at again, by somebody who did not make it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import audit, hooks
from foundation.actors import Actor, Power
from foundation.cases import news
from foundation.cases.models import Case, CaseCounter, CaseKind, CaseState, MessageKind
from foundation.cases.threads import add_message
from foundation.clock import now
from foundation.numbering import next_number
from foundation.workdays import after_working_days

DECIDED_WITHIN_WORKING_DAYS = 10


def open_appeal(
    session: Session, *, subject: str, text: str, about: str, power: Power, actor: Actor
) -> Case:
    """A step. Its owner has the power to decide such things, and did not decide this one; where
    there is nobody, it waits on the desk."""
    owner_id = _owner(session, power, {actor.id, *hooks.judged(session, about)})
    case = Case(
        number=next_number(session, CaseCounter, "C"),
        kind=CaseKind.DISPUTE,
        subject=subject,
        about=about,
        opened_by=actor.id,
        owner_id=owner_id,
        due_at=after_working_days(now(), DECIDED_WITHIN_WORKING_DAYS),
    )
    session.add(case)
    session.flush()
    add_message(session, case, actor.id, text)
    if owner_id is not None:
        step = MessageKind.STEP
        add_message(session, case, actor.id, "is to decide this.", kind=step, concerns=owner_id)
    audit.record(session, actor, "case.opened", case.id, kind=case.kind.value)
    news.tell_receipt(session, case)
    news.tell_new_owner(session, case, by=actor.id)
    return case


def appeals_of(session: Session, person_id: UUID, about: str) -> Sequence[Case]:
    """A person's own about one page, newest first."""
    wanted = select(Case).where(
        Case.opened_by == person_id, Case.about == about, Case.kind == CaseKind.DISPUTE
    )
    return session.scalars(wanted.order_by(Case.opened_at.desc(), Case.number.desc())).all()


def _owner(session: Session, power: Power, barred: Collection[UUID]) -> UUID | None:
    """Whoever has the fewest cases to care for."""
    able = hooks.holders(session, power) & hooks.holders(session, Power.ANSWER_CASES)
    counted = (
        select(Case.owner_id, func.count())
        .where(Case.owner_id.in_(able), Case.state != CaseState.CLOSED)
        .group_by(Case.owner_id)
    )
    busy = {owner: number for owner, number in session.execute(counted)}
    return min(able - set(barred), key=lambda each: (busy.get(each, 0), str(each)), default=None)
