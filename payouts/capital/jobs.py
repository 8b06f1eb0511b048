"""What happens by itself with our own top-ups."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

from foundation.database import db
from foundation.errors import Unavailable
from foundation.jobs import Job, Lease
from payouts.capital import asking, queries, reading
from payouts.capital.errors import StripeDiffers


def finish(lease: Lease) -> str:
    session = db.session()
    wanted = list(queries.unknown(session))
    session.rollback()
    return _each(lease, wanted, asking.finish)


def read_all(lease: Lease) -> str:
    session = db.session()
    wanted = list(queries.to_read_again(session))
    session.rollback()
    return _each(lease, wanted, reading.read_again)


def _each(lease: Lease, ids: Sequence[UUID], do: Callable[[UUID], object]) -> str:
    done = failed = 0
    for each in ids:
        lease.refuse_lost()
        try:
            do(each)
            done += 1
        except Unavailable as why:  # Nor will it answer about the others.
            return f"{done} done, {len(ids) - done - failed} wait: {why}"
        except StripeDiffers:
            failed += 1
    return f"{done} done, {failed} differ from what was asked"


JOBS = (
    Job("own_top_ups.finish", finish, every=timedelta(minutes=10), thread="stripe"),
    Job("own_top_ups.read_again", read_all, every=timedelta(hours=2), thread="stripe"),
)
