"""What happens by itself after copies were fetched."""

from datetime import timedelta

from foundation.database import transaction
from foundation.jobs import Job, Lease, leases
from marketplace.deliveries.taking import news


def tell_fetched(lease: Lease) -> str:
    with transaction() as session:
        lease.confirm(session)
        told = news.tell_fetched(session, leases.last_done(session, lease.job))
    return f"{told} told"


JOBS = (Job("deliveries.tell_fetched", tell_fetched, timedelta(hours=6)),)
