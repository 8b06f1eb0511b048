"""Records that may be erased: of whoever asks, and of somebody else."""

from sqlalchemy import select

from consent.grants.models import Grant
from foundation.database import db
from tests.access.rules import Values
from tests.cast import Person
from tests.consent.erasure.settled import settled


def a_person(person: Person) -> Values:
    settled(person)
    return {"person_id": person.id}


def chosen(_person: Person) -> Values:
    """The record that was made for this row."""
    return {"thread": db.session().scalars(select(Grant.thread)).first() or ""}


def own_chosen(person: Person) -> Values:
    return {"thread": settled(person).thread}
