"""What happens by itself with clients' payments."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from foundation.database import db
from foundation.errors import Unavailable
from foundation.jobs import Job, Lease
from payouts.funding import asking, queries, reading
from payouts.funding.errors import StripeDiffers
from payouts.funding.models import Funding
from payouts.funding.other_fees import take_in_fees


def read_all(lease: Lease) -> str:
    """What is under way, and what is to become available: whoever told us or did not."""
    session = db.session()
    wanted = [each.id for each in queries.to_read_again(session) if _is_there(each)]
    session.rollback()
    return _each(lease, wanted, reading.read_again, "read")


def finish_giving_back(lease: Lease) -> str:
    session = db.session()
    wanted = list(queries.open_givings_back(session))
    session.rollback()
    return _each(lease, wanted, asking.finish_giving_back, "refunds known")


def _is_there(funding: Funding) -> bool:
    return bool(funding.checkout_id or funding.invoice_id)


def _each(lease: Lease, ids: list[UUID], do: Callable[[UUID], object], said: str) -> str:
    done = failed = 0
    for each in ids:
        lease.refuse_lost()
        try:
            do(each)
            done += 1
        except Unavailable as why:  # Nor will it answer about the others.
            return f"{done} {said}, {len(ids) - done - failed} wait: {why}"
        except StripeDiffers:
            failed += 1
    return f"{done} {said}, {failed} differ from what was asked"


JOBS = (
    Job("funding.read_again", read_all, every=timedelta(minutes=30), thread="stripe"),
    Job("funding.other_fees", take_in_fees, every=timedelta(hours=12), thread="stripe"),
    Job("funding.give_back", finish_giving_back, every=timedelta(minutes=10), thread="stripe"),
)
