"""The four agreements of the demo, written by one made-up person and published by another."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements import actions, publishing
from consent.agreements.models import AgreementTemplate, AgreementVersion
from consent.agreements.planned import Planned, PlannedLimits
from consent.ledger.explaining.words import (
    Answer,
    Basis,
    Exclusivity,
    Identifiability,
    PostMortem,
    Signature,
    Use,
)
from foundation import hooks
from foundation.actors import Actor, Power
from foundation.database import db
from foundation.hooks import DemoPerson, DemoSize

_WRITER, _PUBLISHER = "cora@demo.example", "alex@demo.example"
_LIMITS = PlannedLimits(
    end_products=("language_course", "companion"),
    prohibited_subjects=("sexual", "political", "self_harm"),
    storage_regions=("EU",),
    processing_regions=("EU", "US"),
    identifiability=Identifiability.NOT_IDENTIFIABLE,
    exclusivity=Exclusivity.NON_EXCLUSIVE,
    included_retakes=2,
)
_NAMES = {
    Signature.RECORDING_AND_PAY: "Recording and pay",
    Signature.NON_GENERATIVE_TRAINING: "Training that recognises",
    Signature.GENERATIVE_TRAINING: "Training that generates",
    Signature.REPLICA: "Voice replica of one character",
}


def _plan(
    *uses: Use, prices: Mapping[Use, int] | None = None, basis: Basis = Basis.CONSENT
) -> Planned:
    return Planned(
        uses=dict.fromkeys(uses, Answer.CONSTRAINED),
        limits=_LIMITS,
        prices=prices,
        currency="EUR",
        royalty_basis_points=250,
        renewal_fee_minor=15000,
        lawful_basis=dict.fromkeys(uses, basis),
        post_mortem=PostMortem.STOP,
    )


_PLANS = {
    Signature.RECORDING_AND_PAY: replace(
        _plan(Use.REVIEW, basis=Basis.CONTRACT), post_mortem=None, royalty_basis_points=0
    ),
    Signature.NON_GENERATIVE_TRAINING: _plan(
        Use.NON_GENERATIVE_TRAINING,
        Use.EVALUATION,
        Use.EMOTION_RECOGNITION,
        prices={Use.EVALUATION: 1500, Use.EMOTION_RECOGNITION: 4000},
    ),
    Signature.GENERATIVE_TRAINING: _plan(
        Use.GENERATIVE_TRAINING, Use.FINE_TUNING, prices={Use.FINE_TUNING: 12000}
    ),
    Signature.REPLICA: replace(
        _plan(Use.VOICE_REPLICA),
        limits=replace(_LIMITS, identifiability=Identifiability.CHARACTER),
        royalty_basis_points=500,
    ),
}
_TEXTS = {
    Signature.RECORDING_AND_PAY: (
        "We record a scene with you and pay you for it.",
        "You play the part that you were cast for. We record it, listen to it, and tell you within"
        " seven days whether each take is accepted.\n\nYou are paid for the time that you work,"
        " whatever becomes of the takes, within 30 days. Two retakes are included; each further"
        " one is paid by itself.\n\nThis paper allows nobody to train anything with your"
        " recording. For that there are other papers, and you may refuse them.",
    ),
    Signature.NON_GENERATIVE_TRAINING: (
        "Models may learn to recognise speech and feeling from your recording.",
        "A model that is trained with your recording learns to understand what people say and how"
        " they say it. It does not learn to speak.\n\nEach optional use has its own price, which"
        " you get only for what you allow.",
    ),
    Signature.GENERATIVE_TRAINING: (
        "Models may learn to speak from your recording, among those of many others.",
        "A model that is trained with your recording and those of many others learns to produce"
        " speech. It must not sound like you: whoever can recognise you in it can hold the client"
        " to this paper.\n\nWhat a model has learnt cannot be taken out of it again. When you"
        " withdraw, the next model is trained without you.",
    ),
    Signature.REPLICA: (
        "A voice that is made from yours speaks the lines of one character.",
        "From your recordings a voice is made that sounds like the character that you play. It"
        " speaks the lines that are described beside this text, and no others.\n\nYou have 48"
        " hours before you can sign. Ask a lawyer or your union. Nobody may hold it against you"
        " if you refuse.",
    ),
}


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start wrote stays as it is."""
    writer, publisher = person(db.session(), _WRITER), person(db.session(), _PUBLISHER)
    known = set(db.session().scalars(select(AgreementTemplate.name)))
    if writer and publisher:
        for signature, name in _NAMES.items():
            if name not in known:
                _publish(signature, name, _keeper(writer), _keeper(publisher))
    return ()


def person(session: Session, address: str) -> UUID | None:
    """Nobody, where the demo has no such person."""
    return next(iter(hooks.people_called(session, address)), None)


def newest(session: Session, signature: Signature) -> UUID | None:
    """The version of the demo's agreement that can be signed."""
    return session.scalar(
        select(AgreementVersion.id)
        .join(AgreementTemplate, AgreementTemplate.id == AgreementVersion.template_id)
        .where(AgreementTemplate.name == _NAMES[signature], AgreementVersion.state == "published")
        .order_by(AgreementVersion.number.desc())
        .limit(1)
    )


def _publish(signature: Signature, name: str, writer: Actor, publisher: Actor) -> None:
    draft = actions.begin_agreement(name, signature, _PLANS[signature], actor=writer)
    title, body = _TEXTS[signature]
    actions.write_text(draft, 1, "en", title=title, body=body, actor=writer)
    publishing.propose_version(draft, 2, actor=writer)
    publishing.publish_version(draft, actor=publisher)


def _keeper(account: UUID) -> Actor:
    return Actor(id=account, role="compliance", powers=frozenset((Power.KEEP_AGREEMENTS,)))
