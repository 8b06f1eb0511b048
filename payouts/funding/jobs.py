"""What happens by itself with clients' payments."""

from datetime import timedelta

from foundation.database import db
from foundation.jobs import Job, Lease
from payouts.funding import asking, queries, reading
from payouts.funding.models import Funding
from payouts.funding.other_fees import take_in_fees
from payouts.stripe_gateway.one_by_one import one_by_one


def read_all(lease: Lease) -> str:
    """What is under way, and what is to become available: whoever told us or did not."""
    session = db.session()
    wanted = [each.id for each in queries.to_read_again(session) if _is_there(each)]
    session.rollback()
    return str(one_by_one(lease, wanted, reading.read_again))


def finish_giving_back(lease: Lease) -> str:
    session = db.session()
    wanted = list(queries.open_givings_back(session))
    session.rollback()
    return str(one_by_one(lease, wanted, asking.finish_giving_back))


def _is_there(funding: Funding) -> bool:
    return bool(funding.checkout_id or funding.invoice_id)


JOBS = (
    Job("funding.read_again", read_all, every=timedelta(minutes=30), thread="stripe"),
    Job("funding.other_fees", take_in_fees, every=timedelta(hours=12), thread="stripe"),
    Job("funding.give_back", finish_giving_back, every=timedelta(minutes=10), thread="stripe"),
)
