"""A job run by hand, as a worker would."""

from collections.abc import Callable
from datetime import timedelta

from foundation.ids import new_id
from foundation.jobs import Lease, leases


def run(job: Callable[[Lease], str]) -> str:
    lease = leases.claim(job.__name__, new_id(), timedelta(hours=1), even_if_not_due=True)
    assert lease is not None
    done = job(lease)
    leases.give_back(lease, "done", done)
    return done
