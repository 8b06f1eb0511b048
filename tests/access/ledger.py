"""A ledger with one signed entry, for the rows of the table."""

from consent.keeping.actions import create_key
from consent.keeping.jobs import keep
from foundation.web import settings
from tests.access.rules import Values
from tests.cast import Person
from tests.consent.ledger.openings.signing_people import given, opened
from tests.consent.ledger.openings.signing_people import write as sign_for
from tests.consent.ledger.writing import event, write


def an_entry(_person: Person) -> Values:
    written = event()
    create_key(settings=settings())
    write(written)
    keep()
    return {"entry_id": written.id}


def a_thread(person: Person) -> Values:
    one = opened(given(person.id))
    create_key(settings=settings())
    sign_for(one)
    keep()
    return {"thread": one.thread}


def signed(person: Person) -> Values:
    an_entry(person)
    return {}


def a_tile(person: Person) -> Values:
    an_entry(person)
    return {"level": "0", "place": "000.p/1"}
