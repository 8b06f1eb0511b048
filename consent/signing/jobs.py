"""What happens to papers by themselves: reminders, the end of waiting, and forgetting."""

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from consent.ledger.openings.models import LedgerErasure
from consent.signing import news, queries
from consent.signing.models import Agreement, AgreementState, SignedPaper
from consent.signing.notice import longest_notice
from consent.signing.offers import offers_of
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
    at = now()
    with transaction() as session:
        lease.confirm(session)
        last = at + REMINDED_BEFORE + longest_notice(session)
        soon = or_(Agreement.first_day <= last.date(), Agreement.call_at <= last)
        asked = Agreement.requested_at <= at - NOT_AT_ONCE
        papers = offers_of(session, _waiting(session, soon, asked, Agreement.reminded_at.is_(None)))
        until = {each.agreement.id: queries.answer_by(session, each) for each in papers}
        due = [e for e in papers if at < until[e.agreement.id] <= at + REMINDED_BEFORE]
        for offer in due:
            offer.agreement.reminded_at = at
            news.tell(session, offer, news.REMINDED, until=until[offer.agreement.id])
    return f"{len(due)} reminded"


def forget_erased(lease: Lease) -> str:
    """Documents of which the ledger's openings were erased: the same words, so they go too."""
    with transaction() as session:
        lease.confirm(session)
        erased = select(Agreement.id).join(LedgerErasure, LedgerErasure.erased == Agreement.thread)
        gone = delete(SignedPaper).where(SignedPaper.agreement_id.in_(erased))
        number = changed(session, gone)
    return f"{number} forgotten"


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
