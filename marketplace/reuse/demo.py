"""The demo's client wants its taxi scenes for one more use: one performer said yes, and another
still thinks about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements import actions as agreements
from consent.agreements import publishing
from consent.agreements.models import AgreementTemplate
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
from consent.signing import actions as signing
from consent.signing.answers import Answers
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from foundation.jobs import run_due
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from marketplace.bookings.demo_cast import GIG
from marketplace.budgets import demo_money
from marketplace.clients.demo import NORTHLAB
from marketplace.gigs.models import Gig
from marketplace.requests.models import SceneRequest
from marketplace.reuse.actions import NewReuse, ask_to_use_again
from marketplace.reuse.choosing import work
from marketplace.reuse.errors import NoSuchWork
from marketplace.reuse.jobs import JOBS
from marketplace.reuse.models import ReuseLine
from marketplace.reuse.queries import wanted_for

NAME = "Using again: telling models apart"
_EACH_MINOR = 1200
_USES = (Use.NON_GENERATIVE_TRAINING, Use.EVALUATION)
_PLAN = Planned(
    uses=dict.fromkeys(_USES, Answer.CONSTRAINED),
    limits=PlannedLimits(
        end_products=("companion",),
        storage_regions=("EU",),
        identifiability=Identifiability.NOT_IDENTIFIABLE,
        exclusivity=Exclusivity.NON_EXCLUSIVE,
        included_retakes=0,
    ),
    months=12,
    currency="EUR",
    renewal_fee_minor=9000,
    royalty_basis_points=250,
    lawful_basis=dict.fromkeys(_USES, Basis.CONSENT),
    post_mortem=PostMortem.STOP,
)
_TEXT = (
    "What you recorded may be used for one more thing.",
    "You recorded this already and were paid for it. Now it may also serve to measure how well"
    " models understand people, and to train models that recognise speech and feeling. None of"
    " them learns to speak.\n\nYou get the price that stands beside this text, once, whatever"
    " comes of it. If you refuse, everything stays as it is.",
)


@dataclass(frozen=True, slots=True)
class _JustNow:
    authenticated_at: datetime


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`, after the takes. What an earlier start made stays as it is."""
    session = db.session()
    number, is_new = _number(session), _is_new(session)
    session.rollback()
    if number and is_new:
        order = _ask(number, _publish())
        run_due([job for job in JOBS if job.name == "reuse.ask"], uuid4())
        _say_yes(order)
    return ()


def _is_new(session: Session) -> bool:
    known = select(AgreementTemplate.id).where(AgreementTemplate.name == NAME)
    return session.scalar(known) is None


def _number(session: Session) -> str | None:
    """Of the work, where something of it was accepted."""
    number = session.scalar(
        select(SceneRequest.number)
        .join(Gig, Gig.request_id == SceneRequest.id)
        .where(Gig.title == GIG.title)
    )
    try:
        return work(session, number).number if number else None
    except NoSuchWork:
        return None


def _publish() -> UUID:
    """A paper that prices no use by itself, as using again needs."""
    cora, alex = (_staff(name, Role.COMPLIANCE) for name in ("cora", "alex"))
    signature = Signature.NON_GENERATIVE_TRAINING
    draft = agreements.begin_agreement(NAME, signature, _PLAN, actor=cora)
    title, body = _TEXT
    agreements.write_text(draft, 1, "en", title=title, body=body, actor=cora)
    publishing.propose_version(draft, 2, actor=cora)
    publishing.publish_version(draft, actor=alex)
    return draft


def _ask(number: str, version_id: UUID) -> UUID:
    ada = _staff("ada", Role.CLIENT_OWNER, NORTHLAB)
    purpose = "Measuring how well our companion tells relief from amusement, before each release."
    new = NewReuse(number=number, version_id=version_id, purpose=purpose, each=_EACH_MINOR)
    order = ask_to_use_again(new, actor=ada)
    with transaction() as session:
        demo_money.bring(session, order, wanted_for(session, [order])[order])
    return order


def _say_yes(order: UUID) -> None:
    juno = character("juno")
    session = db.session()
    paper = select(ReuseLine.agreement_id).where(
        ReuseLine.order_id == order, ReuseLine.performer_id == juno.id
    )
    agreement = session.scalar(paper)
    session.rollback()
    if agreement is not None:
        actor = _staff("juno", Role.PERFORMER)
        seen = signing.show(agreement, "en", actor=actor).shown_hash
        answers = Answers(name=juno.name, uses={}, post_mortem=PostMortem.STOP)
        signing.sign(agreement, seen, answers, proven=_JustNow(now()), actor=actor)


def _staff(name: str, role: Role, client_id: UUID | None = None) -> Actor:
    return Actor(character(name).id, role, client_id, POWERS.get(role, frozenset()))
