"""What happens by itself with our own top-ups."""

from datetime import timedelta

from foundation.database import db
from foundation.jobs import Job, Lease
from payouts.capital import asking, queries, reading
from payouts.stripe_gateway.one_by_one import one_by_one


def finish(lease: Lease) -> str:
    """What nobody knows yet what came of, what a program asked for, and what broke off."""
    session = db.session()
    asked, cancelling = list(queries.unknown(session)), list(queries.cancelling(session))
    session.rollback()
    made = one_by_one(lease, asked, asking.finish)
    return f"{made}; {one_by_one(lease, cancelling, asking.finish_cancelling)} cancelling"


def read_all(lease: Lease) -> str:
    session = db.session()
    wanted = list(queries.to_read_again(session))
    session.rollback()
    return str(one_by_one(lease, wanted, reading.read_again))


JOBS = (
    Job("own_top_ups.finish", finish, every=timedelta(minutes=10), thread="stripe"),
    Job("own_top_ups.read_again", read_all, every=timedelta(hours=2), thread="stripe"),
)
