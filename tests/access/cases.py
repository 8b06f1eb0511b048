"""Cases and their files, for the rows of the table."""

from io import BytesIO

from sqlalchemy import select

from foundation import storage
from foundation.actors import Actor
from foundation.cases.actions import open_case
from foundation.cases.models import Case, CaseAttachment, CaseKind, CaseMessage, MessageKind
from foundation.cases.threads import Kept
from foundation.database import db, transaction
from foundation.web import settings
from marketplace.accounts.models import Account
from tests.access.rules import Values
from tests.cast import Person

CASE_FORM = {"kind": "question", "subject": "Pay", "text": "Where is it?"}


def a_case(person: Person) -> Values:
    return _opened_by(person.actor)


def omars_case(_person: Person) -> Values:
    """So that among those who ask there is one whose own case it is: he may not answer it."""
    return _opened_by(_omar().actor)


def an_attachment(person: Person) -> Values:
    storage.of(settings()).put("cases/test", BytesIO(b"kept"))
    kept = Kept("a.txt", "text/plain", 4, "0" * 64, "cases/test")
    case_id = open_case(
        kind=CaseKind.QUESTION, subject="Pay", text="Where?", attached=[kept], actor=person.actor
    )
    file = select(CaseAttachment.id).where(CaseAttachment.case_id == case_id)
    return {"attachment_id": db.session().scalars(file).one()}


def a_file_of_a_note(_person: Person) -> Values:
    """On a case of omar's, who may see all of it but what the staff noted."""
    file_id = an_attachment(_omar())["attachment_id"]
    with transaction() as session:
        file = session.get_one(CaseAttachment, file_id)
        session.get_one(CaseMessage, file.message_id).kind = MessageKind.NOTE
    return {"attachment_id": file_id}


def desk_form(_person: Person) -> Values:
    """What answers the newest case, as it stands."""
    newest = db.session().scalars(select(Case.version).order_by(Case.number.desc())).first()
    return {"version": newest or 0, "text": "Words.", "outcome": "resolved"}


def _omar() -> Person:
    asked = select(Account.id).where(Account.email == "omar@example.org")
    omar = db.session().scalars(asked).one()
    return Person(omar, "omar@example.org", omar, Actor(omar, "performer"))


def _opened_by(actor: Actor) -> Values:
    return {"case_id": open_case(kind=CaseKind.QUESTION, subject="Pay", text="Where?", actor=actor)}
