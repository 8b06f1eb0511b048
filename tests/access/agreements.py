"""Agreements in every state, written by two who are not in the cast."""

from uuid import UUID, uuid4

from consent.agreements import actions, publishing, queries
from consent.agreements.terms_form import values_of
from consent.ledger.explaining.words import Signature
from foundation.actors import Actor, Power
from foundation.database import db
from tests.access.rules import Values
from tests.cast import Person
from tests.consent.agreements.plans import TRAINING

KEEPS = frozenset((Power.KEEP_AGREEMENTS,))
WRITER = Actor(id=UUID(int=11), role="compliance", powers=KEEPS)
SECOND = Actor(id=UUID(int=12), role="compliance", powers=KEEPS)
TERMS = values_of(TRAINING)
FIT = "2"
"""How often a draft that is fit was changed."""


def a_draft(_person: Person) -> Values:
    kind = Signature.NON_GENERATIVE_TRAINING
    return {"version_id": actions.begin_agreement(f"Draft {uuid4()}", kind, TRAINING, actor=WRITER)}


def a_fit_draft(person: Person) -> Values:
    draft = a_draft(person)
    actions.write_text(
        draft["version_id"], 1, "en", title="Training", body="Plain words.", actor=WRITER
    )
    return draft


def a_proposed(person: Person) -> Values:
    draft = a_fit_draft(person)
    publishing.propose_version(draft["version_id"], int(FIT), actor=WRITER)
    return draft


def a_template(person: Person) -> Values:
    draft = a_draft(person)
    return {"template_id": queries.version(db.session(), draft["version_id"]).template_id}


def a_published_template(person: Person) -> Values:
    proposed = a_proposed(person)
    publishing.publish_version(proposed["version_id"], actor=SECOND)
    return {"template_id": queries.version(db.session(), proposed["version_id"]).template_id}
