"""Conversations of performers and of clients, with a message and a file in each."""

from io import BytesIO
from uuid import UUID

from sqlalchemy import select

from foundation import storage
from foundation.actors import Actor
from foundation.cases.threads import Kept
from foundation.database import db
from foundation.ids import new_id
from foundation.web import settings
from marketplace.accounts.roles import Role
from marketplace.messages.actions import report_message, write_message
from marketplace.messages.models import About, MessageFile
from tests.access.casting import CASTING, PRODUCES, acting, an_application, applied_to
from tests.access.rules import Own, Rule, Values
from tests.access.rules import Person as Anybody
from tests.cast import Person

PERFORMERS = frozenset((Role.PERFORMER,))
READS_REPORTED = frozenset((Role.CASTING, Role.COMPLIANCE, Role.ADMIN))
TEXT = {"text": "Which day is it?"}
REASON = {"reason": "It is a threat."}


def of_performer(person: Person) -> Values:
    """Casting wrote first, so that the performer has something to report."""
    about_id = an_application(person)["application_id"]
    _written(about_id)
    return {"about": "application", "about_id": about_id}


def of_client(person: Person) -> Values:
    about_id = applied_to(person)[1]
    _written(about_id)
    return {"about": "application", "about_id": about_id}


def reported(person: Person) -> Values:
    about_id = an_application(person)["application_id"]
    report_message(_written(about_id), "A threat.", actor=acting(person, "performer").actor)
    return {"about": "application", "about_id": about_id}


def a_message(person: Person) -> Values:
    return {"message_id": _written(an_application(person)["application_id"])}


def a_file(person: Person) -> Values:
    message_id = _written(an_application(person)["application_id"])
    of = MessageFile
    wanted = select(of.id).where(of.message_id == message_id)
    return {"file_id": db.session().scalars(wanted).one()}


def _written(about_id: UUID) -> UUID:
    """By somebody of casting who is not in the cast."""
    key = f"messages/{new_id()}"
    storage.of(settings()).put(key, BytesIO(b"x"))
    attached = [Kept("plan.txt", "text/plain", 1, "0" * 64, key)]
    casting = Actor(UUID(int=33), Role.CASTING)
    return write_message(About.APPLICATION, about_id, "Hello.", attached=attached, actor=casting)


ROWS: dict[str, Rule] = {
    "GET messages.page": Anybody(),
    "GET messages.show": Own(of_performer, roles=PERFORMERS, others=CASTING),
    "GET messages.show of a client": Own(of_client, roles=PRODUCES, others=CASTING),
    "GET messages.show that was reported": Own(reported, roles=PERFORMERS, others=READS_REPORTED),
    "POST messages.write": Own(of_performer, roles=PERFORMERS, others=CASTING, send=TEXT),
    "POST messages.write of a client": Own(of_client, roles=PRODUCES, others=CASTING, send=TEXT),
    "GET messages.file": Own(a_file, roles=PERFORMERS, others=CASTING),
    "GET messages.ask_to_report": Own(a_message, roles=PERFORMERS, others=CASTING),
    "POST messages.report": Own(a_message, roles=PERFORMERS, others=CASTING, send=REASON),
    "GET api_messages.Conversations": Anybody(),
    "GET api_messages.OneConversation": Own(of_performer, roles=PERFORMERS, others=CASTING),
    "GET api_messages.OneConversation of a client": Own(of_client, roles=PRODUCES, others=CASTING),
    "POST api_messages.OneConversation": Own(
        of_performer, roles=PERFORMERS, others=CASTING, send=TEXT
    ),
}
