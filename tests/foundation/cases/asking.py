"""Opening a case in a test, and looking at it afterwards."""

from uuid import UUID

from sqlalchemy import select

from foundation.cases import actions
from foundation.cases.models import Case, CaseKind, CaseMessage
from foundation.database import db
from tests.cast import Person


def ask(person: Person, subject: str = "Where is my pay?", text: str = "It is late.") -> UUID:
    return actions.open_case(kind=CaseKind.QUESTION, subject=subject, text=text, actor=person.actor)


def case_of(case_id: UUID) -> Case:
    db.session.rollback()
    return db.session().get_one(Case, case_id)


def version_of(case_id: UUID) -> int:
    return case_of(case_id).version


def texts(case_id: UUID) -> list[str]:
    db.session.rollback()
    said = select(CaseMessage.text).where(CaseMessage.case_id == case_id)
    return list(db.session().scalars(said.order_by(CaseMessage.position)))
