"""Four papers for one engagement, asked for by somebody who is not in the cast."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from consent.agreements import actions as agreements
from consent.agreements import publishing, queries
from consent.agreements.planned import Planned
from consent.ledger.explaining.words import (
    Answer,
    Basis,
    PostMortem,
    Representation,
    Signature,
    Use,
)
from consent.signing import actions
from consent.signing.answers import Answers
from consent.signing.asking import Asked, NewPaper, ask_to_sign
from consent.signing.models import Agreement
from foundation import clock
from foundation.actors import Actor, Power
from foundation.database import db, transaction
from tests.cast import NORTHLAB, Person
from tests.consent.agreements.plans import TRAINING, plan

KEEPS = frozenset((Power.KEEP_AGREEMENTS,))
WRITER = Actor(id=UUID(int=11), role="compliance", powers=KEEPS)
SECOND = Actor(id=UUID(int=12), role="compliance", powers=KEEPS)
BOOKER = Actor(id=UUID(int=13), role="client_producer", on_behalf_of=NORTHLAB)
ENGAGEMENT = UUID(int=21)
PAY = {"Pay": "45.00 EUR for each hour, two hours at least"}
DESCRIPTION = (
    "Your recorded voice speaks the lines of one character, Ada, in the language course of"
    " Northlab: about 4,000 sentences that are written before you record, in English only."
)


def _allowing(*uses: Use, **changes: Any) -> Planned:
    return plan(
        uses=dict.fromkeys(uses, Answer.ALLOWED),
        lawful_basis=dict.fromkeys(uses, Basis.CONSENT),
        **{"prices": None, **changes},
    )


PLANS = {
    Signature.RECORDING_AND_PAY: _allowing(Use.REVIEW, post_mortem=None),
    Signature.NON_GENERATIVE_TRAINING: TRAINING,
    Signature.GENERATIVE_TRAINING: _allowing(
        Use.GENERATIVE_TRAINING, Use.FINE_TUNING, prices={Use.FINE_TUNING: 30000}
    ),
    Signature.REPLICA: _allowing(Use.VOICE_REPLICA, prices={Use.VOICE_REPLICA: 90000}),
}


@dataclass(frozen=True, slots=True)
class Proof:
    authenticated_at: datetime


def published(signature: Signature, planned: Planned | None = None) -> UUID:
    """A version that can be signed, in English and Spanish."""
    made = agreements.begin_agreement(
        f"{signature} {uuid4()}", signature, planned or PLANS[signature], actor=WRITER
    )
    for seen, (locale, title, body) in enumerate(
        (
            ("en", "What this is about", "You speak, they listen.\n\nIn plain words."),
            ("es", "De qué se trata", "Usted habla, ellos escuchan."),
        ),
        start=1,
    ):
        agreements.write_text(made, seen, locale, title=title, body=body, actor=WRITER)
    publishing.propose_version(made, 3, actor=WRITER)
    publishing.publish_version(made, actor=SECOND)
    return made


def paper(signature: Signature, **changes: Any) -> NewPaper:
    """The newest published version of one kind, from tomorrow week on."""
    version = changes.pop("version_id", None) or published(signature)
    given: dict[str, Any] = {
        "first_day": clock.now().date() + timedelta(days=8),
        "optional": signature is not Signature.RECORDING_AND_PAY,
        "description": DESCRIPTION if signature is Signature.REPLICA else "",
        "particulars": PAY if signature is Signature.RECORDING_AND_PAY else {},
    }
    return NewPaper(version_id=version, **{**given, **changes})


def ask(person: Person, *papers: NewPaper, actor: Actor = BOOKER, **asked: Any) -> list[UUID]:
    given = {"client_id": NORTHLAB, "engagement_id": ENGAGEMENT, **asked}
    with transaction() as session:
        rows = ask_to_sign(session, Asked(performer_id=person.id, **given), papers, actor=actor)
        return [row.id for row in rows]


def ask_one(person: Person, signature: Signature, **changes: Any) -> UUID:
    about = ("actor", "sealed", "client_named_at", "engagement_id")
    asked = {name: changes.pop(name) for name in about if name in changes}
    return ask(person, paper(signature, **changes), **asked)[0]


def ask_all(person: Person, **asked: Any) -> dict[Signature, UUID]:
    found = ask(person, *(paper(each) for each in Signature), **asked)
    return dict(zip(Signature, found, strict=True))


def answers(signature: Signature, **changes: Any) -> Answers:
    """Yes to everything that is asked."""
    planned = PLANS[signature]
    given: dict[str, Any] = {
        "name": "Omar Haddad",
        "uses": dict.fromkeys(planned.prices or {}, True),
        "post_mortem": planned.post_mortem and PostMortem.STOP,
    }
    if signature is Signature.REPLICA:
        given |= {"representation": Representation.COUNSEL, "represented_by": "Ines Prado"}
    return Answers(**{**given, **changes})


def shown(person: Person, agreement: UUID, locale: str = "en") -> str:
    """Gives what the form carries back."""
    return actions.show(agreement, locale, actor=person.actor).shown_hash


def sign(
    person: Person,
    agreement: UUID,
    signature: Signature,
    *,
    seen: str = "",
    proven_at: datetime | None = None,
    **changes: Any,
) -> None:
    actions.sign(
        agreement,
        seen or shown(person, agreement),
        answers(signature, **changes),
        proven=Proof(proven_at or clock.now()),
        actor=person.actor,
    )


def state(agreement: UUID) -> str:
    db.session.rollback()
    return db.session().get_one(Agreement, agreement).state.value


def allowed(uses: Mapping[Use, Answer]) -> set[Use]:
    return {use for use, answer in uses.items() if answer is not Answer.NOT_ALLOWED}


def terms_of(version: UUID) -> bytes:
    return queries.version(db.session(), version).terms
