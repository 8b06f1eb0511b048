"""What happens by itself with disputes: nobody misses the day by which to answer."""

from datetime import timedelta

from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from payouts.disputes import asking, queries
from payouts.funding import news
from payouts.stripe_gateway.one_by_one import one_by_one

REMIND_BEFORE = timedelta(days=3)


def remind(lease: Lease) -> str:
    """Once for each dispute; the mail goes with it or not at all."""
    with transaction() as session:
        lease.confirm(session)
        found = queries.due_before(session, now() + REMIND_BEFORE)
        for each in found:
            each.dispute.reminded_at = now()
            news.tell_disputed(session, each.funding, each.dispute, news.ANSWER_SOON)
        return f"{len(found)} reminded of"


def finish(lease: Lease) -> str:
    """What nobody knows yet whether Stripe has it, and what a program asked for."""
    session = db.session()
    wanted = list(queries.unknown(session))
    session.rollback()
    return str(one_by_one(lease, wanted, asking.finish))


JOBS = (
    Job("disputes.remind", remind, every=timedelta(hours=1)),
    Job("disputes.finish", finish, every=timedelta(minutes=10), thread="stripe"),
)
