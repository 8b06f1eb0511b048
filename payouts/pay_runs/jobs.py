"""What happens by itself: planning what is over and what would be late, and alerts about both."""

from datetime import timedelta

from foundation.jobs import Job, Lease
from payouts.pay_runs import counting_again, lateness, opening, voiding


def plan(lease: Lease) -> str:
    lease.refuse_lost()
    found = (opening.plan_due(), opening.plan_late())
    return f"{sum(each is not None for each in found)} planned"


def count_again(lease: Lease) -> str:
    return f"{counting_again.count_all_again(lease.confirm)} changed"


def void(lease: Lease) -> str:
    lease.refuse_lost()
    return f"{voiding.void_rejected()} void"


def watch(lease: Lease) -> str:
    lease.refuse_lost()
    return f"{lateness.alert()} alerted"


JOBS = (
    Job("pay_runs.plan", plan, timedelta(minutes=5)),
    Job("pay_runs.count_again", count_again, timedelta(minutes=15)),
    Job("pay_runs.void", void, timedelta(minutes=1)),
    Job("pay_runs.pay_by", watch, timedelta(hours=1)),
)
