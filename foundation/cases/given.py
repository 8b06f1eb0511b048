"""A case that goes at once to somebody who has a power, and had no part in what it is about."""

from collections.abc import Collection
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


def open_given(  # noqa: PLR0913
    session: Session,
    *,
    kind: CaseKind,
    subject: str,
    text: str,
    about: str,
    power: Power,
    barred: Collection[UUID],
    within_working_days: int,
    actor: Actor,
) -> Case:
    """A step. Where there is nobody to give it to, it waits on the desk."""
    owner_id = _owner(session, power, {actor.id, *barred})
    case = Case(
        number=next_number(session, CaseCounter, "C"),
        kind=kind,
        subject=subject,
        about=about,
        opened_by=actor.id,
        owner_id=owner_id,
        due_at=after_working_days(now(), within_working_days),
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
