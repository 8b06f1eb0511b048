"""What happens to earnings by themselves."""

from datetime import timedelta

from foundation.database import transaction
from foundation.jobs import Job, Lease
from payouts.earnings.collecting import collect


def collect_facts(lease: Lease) -> str:
    """Whatever was approved since the last run, so many at a time."""
    collected = 0
    while True:
        lease.refuse_lost()
        with transaction() as session:
            lease.confirm(session)
            now_collected = collect(session)
        if not now_collected:
            return f"{collected} collected"
        collected += now_collected


JOBS = (Job("earnings.collect", collect_facts, timedelta(minutes=5)),)
