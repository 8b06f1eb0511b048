"""What happens to applications and offers by themselves: clocks, ends, and the end of tapes."""

from collections import defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from consent.signing.asking import take_back
from consent.signing.models import Agreement, AgreementState
from foundation import audit, hooks, storage
from foundation.actors import SYSTEM, Power
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from foundation.web import settings
from marketplace.casting import auditions, ending, news
from marketplace.casting.models import Application, ApplicationState, Offer, OfferState
from marketplace.casting.moving import OWED, locked_gig, move
from marketplace.casting.tape_models import Tape
from marketplace.facts.models import Fact, FactKind
from marketplace.gigs.models import Gig

REMINDED_BEFORE = timedelta(days=2)
CLOSED_AFTER = timedelta(days=7)
"""Of a missed answer: then we answer, so that nobody waits for ever."""
_AT_ONCE = 200


def expire_offers(lease: Lease) -> str:
    """One transaction each: its gig's lock is asked for first."""
    number = 0
    for offer_id in _ids(select(Offer.id).where(_open(), Offer.expires_at <= now())):
        with transaction() as session:
            lease.confirm(session)
            offer = session.get_one(Offer, offer_id)
            locked_gig(session, offer.gig_id)
            session.refresh(offer)
            if offer.state is OfferState.OPEN:
                ending.expire(session, offer)
                number += 1
    return f"{number} expired"


def lapse_papers(lease: Lease) -> str:
    """Of offers that are over without a signature. Apart from what ended them, because whoever
    signs has the paper's lock first."""
    of, over = Agreement, (OfferState.OPEN, OfferState.ACCEPTED)
    ended = (
        select(of.engagement_id)
        .join(Offer, Offer.engagement_id == of.engagement_id)
        .where(of.state == AgreementState.REQUESTED, Offer.state.not_in(over))
        .distinct()
    )
    found = _ids(ended)
    for engagement_id in found:
        with transaction() as session:
            lease.confirm(session)
            take_back(session, engagement_id, actor=SYSTEM)
    return f"{len(found)} taken back"


def remind(lease: Lease) -> str:
    """Once for each clock, all of a gig in one notice."""
    soon = Application.answer_due_at <= now() + REMINDED_BEFORE
    with transaction() as session:
        lease.confirm(session)
        due = _owed(session, soon, Application.reminded_at.is_(None))
        for gig, some in _by_gig(session, due):
            for each in some:
                each.reminded_at = now()
            until = min(each.answer_due_at or now() for each in some)
            to = news.producers(session, gig)
            news.tell_of_gig(session, news.ANSWER_DUE, gig, to, number=len(some), until=until)
    return f"{len(due)} reminded"


def escalate(lease: Lease) -> str:
    """Who waited in vain is told, and so are those who see to it."""
    with transaction() as session:
        lease.confirm(session)
        late = _owed(session, Application.answer_due_at <= now(), Application.late_at.is_(None))
        for gig, some in _by_gig(session, late):
            for each in some:
                each.late_at = now()
                audit.record(session, SYSTEM, "application.late", each.id)
                news.tell_performer(session, news.ANSWER_LATE_FOR_PERFORMER, each)
            to = hooks.holders(session, Power.READ_RIGHTS) | news.producers(session, gig)
            news.tell_of_gig(session, news.ANSWER_LATE, gig, to, number=len(some))
    return f"{len(late)} late"


def close_unanswered(lease: Lease) -> str:
    """Nobody is left without an answer, not even by a client that never gives one."""
    with transaction() as session:
        lease.confirm(session)
        found = _owed(session, Application.late_at <= now() - CLOSED_AFTER)
        for application in found:
            state = ApplicationState.DECLINED
            move(session, application, state, actor=SYSTEM, step="unanswered")
            application.answer_due_at = None
            auditions.owe(session, application, actor=SYSTEM)
            audit.record(session, SYSTEM, "application.closed", application.id)
            news.tell_performer(session, news.NOT_THIS_TIME, application)
    return f"{len(found)} closed"


def owe_auditions(lease: Lease) -> str:
    """A week after they were submitted, watched or not."""
    of = Application
    owed = select(Fact.id).where(Fact.kind == FactKind.AUDITION, Fact.cause_id == of.id)
    wanted = select(of).where(
        of.audition_minor.is_not(None),
        of.submitted_at <= now() - auditions.OWED_AFTER,
        ~owed.exists(),
    )
    with transaction() as session:
        lease.confirm(session)
        found = session.scalars(wanted.order_by(of.submitted_at, of.id).limit(_AT_ONCE)).all()
        for application in found:
            auditions.owe(session, application, actor=SYSTEM)
    return f"{len(found)} owed"


def destroy_tapes(lease: Lease) -> str:
    """The bytes first: were we stopped in between, the next run does it again."""
    due = (Tape.destroy_at <= now(), Tape.destroyed_at.is_(None))
    found = _ids(select(Tape.id).where(*due))
    for tape_id in found:
        lease.refuse_lost()
        storage.of(settings()).delete(db.session().get_one(Tape, tape_id).storage_key)
        db.session.rollback()
        with transaction() as session:
            lease.confirm(session)
            session.get_one(Tape, tape_id).destroyed_at = now()
            audit.record(session, SYSTEM, "tape.destroyed", tape_id)
    return f"{len(found)} destroyed"


def _open() -> ColumnElement[bool]:
    return Offer.state == OfferState.OPEN


def _ids(wanted: Select[Any]) -> list[UUID]:
    session = db.session()
    found = list(session.scalars(wanted.limit(_AT_ONCE)))
    session.rollback()
    return found


def _owed(session: Session, *more: ColumnElement[bool]) -> list[Application]:
    of = Application
    wanted = select(of).where(of.state.in_(OWED), *more)
    in_order = wanted.order_by(of.answer_due_at, of.id).limit(_AT_ONCE).with_for_update()
    return list(session.scalars(in_order))


def _by_gig(session: Session, found: list[Application]) -> list[tuple[Gig, list[Application]]]:
    by_gig: dict[UUID, list[Application]] = defaultdict(list)
    for each in found:
        by_gig[each.gig_id].append(each)
    return [(session.get_one(Gig, gig_id), some) for gig_id, some in by_gig.items()]


JOBS = (
    Job("casting.expire_offers", expire_offers, timedelta(minutes=1)),
    Job("casting.lapse_papers", lapse_papers, timedelta(minutes=1)),
    Job("casting.remind", remind, timedelta(minutes=10)),
    Job("casting.escalate", escalate, timedelta(minutes=10)),
    Job("casting.close_unanswered", close_unanswered, timedelta(minutes=10)),
    Job("casting.owe_auditions", owe_auditions, timedelta(minutes=10)),
    Job("casting.destroy_tapes", destroy_tapes, timedelta(minutes=10)),
)
