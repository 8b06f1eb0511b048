"""Cases and their files, for the rows of the table."""

from io import BytesIO

from sqlalchemy import select

from foundation import storage
from foundation.actors import Actor
from foundation.cases.actions import open_case
from foundation.cases.models import Case, CaseAttachment, CaseKind
from foundation.cases.threads import Kept
from foundation.database import db
from foundation.web import settings
from marketplace.accounts.models import Account
from tests.access.rules import Values
from tests.cast import Person

CASE_FORM = {"kind": "question", "subject": "Pay", "text": "Where is it?"}


def a_case(person: Person) -> Values:
    return _opened_by(person.actor)


def omars_case(_person: Person) -> Values:
    """So that among those who ask there is one whose own case it is: he may not answer it."""
    omar = select(Account.id).where(Account.email == "omar@example.org")
    return _opened_by(Actor(db.session().scalars(omar).one(), "performer"))


def an_attachment(person: Person) -> Values:
    storage.of(settings()).put("cases/test", BytesIO(b"kept"))
    kept = Kept("a.txt", "text/plain", 4, "0" * 64, "cases/test")
    case_id = open_case(
        kind=CaseKind.QUESTION, subject="Pay", text="Where?", attached=[kept], actor=person.actor
    )
    file = select(CaseAttachment.id).where(CaseAttachment.case_id == case_id)
    return {"attachment_id": db.session().scalars(file).one()}


def desk_form(_person: Person) -> Values:
    """What answers the newest case, as it stands."""
    newest = db.session().scalars(select(Case.version).order_by(Case.number.desc())).first()
    return {"version": newest or 0, "text": "Words.", "outcome": "resolved"}


def _opened_by(actor: Actor) -> Values:
    return {"case_id": open_case(kind=CaseKind.QUESTION, subject="Pay", text="Where?", actor=actor)}
