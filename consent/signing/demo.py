"""Papers of the demo's performers in every state: some wait, some are signed, one is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.demo import newest, person
from consent.ledger.explaining.words import PostMortem, Signature, Use
from consent.signing import actions
from consent.signing.answers import Answers
from consent.signing.asking import Asked, NewPaper, ask_to_sign
from consent.signing.models import Agreement
from foundation import hooks
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize

NORTHLAB = UUID("8c1f7a52-30b4-4f6e-9d6b-2f6f3e0a4c10")
"""The demo's client, by the id that its own package gives it."""
OMAR, MIRA = "omar@demo.example", "mira@demo.example"
SIGNED = UUID("0d6b2f61-5a53-4f0b-8d5e-6a2f5f0f0b01")
"""Omar's engagement: recording and training signed, generating refused, a replica waiting."""
WAITING = UUID("0d6b2f61-5a53-4f0b-8d5e-6a2f5f0f0b02")
"""Mira's: everything waits."""
_BOOKER = "ben@demo.example"
_PARTICULARS = {
    "Work": "One scene, “The late guest”, about two hours in our studio in Berlin",
    "Pay": "60.00 EUR an hour, two hours at least; paid within 30 days",
    "Law": "Germany",
}
_DESCRIPTION = (
    "A voice made from yours speaks the lines of one character, the night porter Ada, in the"
    " language course “Late check-in”: about 4,000 sentences that are written before it is made,"
    " in English and German, in the app of the course and nowhere else. It never speaks as you,"
    " never reads what users type, and is not used for advertising."
)


@dataclass(frozen=True, slots=True)
class _JustNow:
    authenticated_at: datetime


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start wrote stays as it is."""
    booker = person(db.session(), _BOOKER)
    for address, engagement in ((OMAR, SIGNED), (MIRA, WAITING)):
        performer = person(db.session(), address)
        if booker and performer and not _is_there(db.session(), engagement):
            papers = _ask(performer, engagement, booker)
            if engagement == SIGNED and papers:
                _answer(papers, _performer(performer))
    return ()


def _ask(performer: UUID, engagement: UUID, booker: UUID) -> dict[Signature, UUID]:
    actor = Actor(id=booker, role="client_producer", on_behalf_of=NORTHLAB)
    with transaction() as session:
        wanted = [_paper(session, each) for each in Signature]
        papers = [each for each in wanted if each is not None]
        if len(papers) != len(wanted):
            return {}
        asked = Asked(performer_id=performer, client_id=NORTHLAB, engagement_id=engagement)
        rows = ask_to_sign(session, asked, papers, actor=actor)
        return {signature: row.id for signature, row in zip(Signature, rows, strict=True)}


def _paper(session: Session, signature: Signature) -> NewPaper | None:
    version = newest(session, signature)
    if version is None:
        return None
    is_work = signature is Signature.RECORDING_AND_PAY
    first_day = now().date() + timedelta(days=21)
    return NewPaper(
        version_id=version,
        first_day=first_day,
        optional=not is_work,
        call_at=now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=21),
        particulars=_PARTICULARS if is_work else {},
        description=_DESCRIPTION if signature is Signature.REPLICA else "",
    )


def _answer(papers: dict[Signature, UUID], performer: Actor) -> None:
    name = hooks.names(db.session(), [performer.id])[performer.id]
    for signature, uses in (
        (Signature.RECORDING_AND_PAY, {}),
        (
            Signature.NON_GENERATIVE_TRAINING,
            {Use.EVALUATION: True, Use.EMOTION_RECOGNITION: False},
        ),
    ):
        is_work = signature is Signature.RECORDING_AND_PAY
        answers = Answers(name=name, uses=uses, post_mortem=None if is_work else PostMortem.STOP)
        seen = actions.show(papers[signature], "en", actor=performer).shown_hash
        just_now = _JustNow(now())
        actions.sign(papers[signature], seen, answers, proven=just_now, actor=performer)
    actions.show(papers[Signature.REPLICA], "en", actor=performer)
    actions.refuse(papers[Signature.GENERATIVE_TRAINING], actor=performer)


def _is_there(session: Session, engagement: UUID) -> bool:
    found = select(Agreement.id).where(Agreement.engagement_id == engagement).limit(1)
    return session.scalar(found) is not None


def _performer(account: UUID) -> Actor:
    return Actor(id=account, role="performer")
