"""What happens by itself with what Stripe tells."""

from datetime import timedelta

from foundation.jobs import Job
from payouts.webhooks.sweeping import sweep
from payouts.webhooks.working import handle_due, has_due

JOBS = (
    Job(
        "stripe_events.handle",
        handle_due,
        every=timedelta(seconds=2),
        thread="stripe",
        has_work=has_due,
    ),
    Job("stripe_events.sweep", sweep, every=timedelta(hours=24), thread="stripe"),
)
