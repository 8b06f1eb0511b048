"""What happens to papers by themselves: reminders, the end of waiting, and forgetting."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from consent.ledger.openings.models import LedgerErasure
from consent.signing import news, queries
from consent.signing.models import Agreement, AgreementState, SignedPaper
from consent.signing.notice import longest_notice
from consent.signing.offers import Offer, offers_of
from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from foundation.statements import changed

REMINDED_BEFORE = timedelta(days=3)
NOT_AT_ONCE = timedelta(days=1)
"""Nobody is reminded of what they were asked only today."""
_AT_ONCE = 500


def lapse(lease: Lease) -> str:
    """What was not answered on its last day. What was refused stays refused."""
    with transaction() as session:
        lease.confirm(session)
        over = Agreement.first_day < now().date()
        papers = _waiting(session, over)
        for offer in offers_of(session, papers):
            offer.agreement.state = AgreementState.LAPSED
            audit.record(session, SYSTEM, "agreement.lapsed", offer.agreement.id)
            news.tell(session, offer, news.LAPSED)
    return f"{len(papers)} lapsed"


def remind(lease: Lease) -> str:
    """Once, of what can soon no longer be signed; of a replica, before its notice is too late."""
    at, done = now(), 0
    after: tuple[date, UUID] | None = None
    while True:
        with transaction() as session:
            lease.confirm(session)
            papers = _waiting(session, *_may_be_due(session, at), *_behind(after))
            done += _remind(session, offers_of(session, papers), at)
            if len(papers) < _AT_ONCE:
                return f"{done} reminded"
            # Of some it cannot be asked in the query when they are due: so all have their turn.
            after = papers[-1].first_day, papers[-1].id


def forget_erased(lease: Lease) -> str:
    """Documents of which the ledger's openings were erased: the same words, so they go too."""
    with transaction() as session:
        lease.confirm(session)
        erased = select(Agreement.id).join(LedgerErasure, LedgerErasure.erased == Agreement.thread)
        gone = delete(SignedPaper).where(SignedPaper.agreement_id.in_(erased))
        number = changed(session, gone)
    return f"{number} forgotten"


def _may_be_due(session: Session, at: datetime) -> list[ColumnElement[bool]]:
    """Only a replica may have an earlier day than its last, and none before work begins."""
    of, soon = Agreement, at + REMINDED_BEFORE
    earlier = soon + longest_notice(session)
    work_ahead = or_(of.call_at.is_(None), of.call_at > at)
    by_then = or_(of.first_day <= earlier.date(), of.call_at <= earlier)
    replica = and_(of.description != "", work_ahead, by_then)
    return [
        of.reminded_at.is_(None),
        of.requested_at <= at - NOT_AT_ONCE,
        of.first_day >= at.date(),
        or_(of.first_day < soon.date(), replica),
    ]


def _behind(after: tuple[date, UUID] | None) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    day, paper = after
    of = Agreement
    return [or_(of.first_day > day, and_(of.first_day == day, of.id > paper))]


def _remind(session: Session, papers: Sequence[Offer], at: datetime) -> int:
    until = {each.agreement.id: queries.answer_by(session, each) for each in papers}
    due = [e for e in papers if at < until[e.agreement.id] <= at + REMINDED_BEFORE]
    for offer in due:
        offer.agreement.reminded_at = at
        news.tell(session, offer, news.REMINDED, until=until[offer.agreement.id])
    return len(due)


def _waiting(session: Session, *more: ColumnElement[bool]) -> list[Agreement]:
    of = Agreement
    wanted = select(of).where(of.state == AgreementState.REQUESTED, *more)
    in_order = wanted.order_by(of.first_day, of.id).limit(_AT_ONCE).with_for_update()
    return list(session.scalars(in_order))


JOBS = (
    Job("signing.lapse", lapse, timedelta(minutes=10)),
    Job("signing.remind", remind, timedelta(minutes=10)),
    Job("signing.forget_erased", forget_erased, timedelta(minutes=10)),
)
