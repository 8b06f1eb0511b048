"""A case that asks for a decision to be looked at again, by somebody who did not make it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import hooks
from foundation.actors import Actor, Power
from foundation.cases.given import open_given
from foundation.cases.models import Case, CaseKind

DECIDED_WITHIN_WORKING_DAYS = 10


def open_appeal(
    session: Session, *, subject: str, text: str, about: str, power: Power, actor: Actor
) -> Case:
    """A step. Its owner has the power to decide such things, and did not decide this one; where
    there is nobody, it waits on the desk."""
    return open_given(
        session,
        kind=CaseKind.DISPUTE,
        subject=subject,
        text=text,
        about=about,
        power=power,
        barred=hooks.judged(session, about),
        within_working_days=DECIDED_WITHIN_WORKING_DAYS,
        actor=actor,
    )


def appeals_of(session: Session, person_id: UUID, about: str) -> Sequence[Case]:
    """A person's own about one page, newest first."""
    wanted = select(Case).where(
        Case.opened_by == person_id, Case.about == about, Case.kind == CaseKind.DISPUTE
    )
    return session.scalars(wanted.order_by(Case.opened_at.desc(), Case.number.desc())).all()
