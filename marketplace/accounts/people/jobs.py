"""What happens to roles by itself."""

from datetime import timedelta

from foundation.jobs import Job, Lease
from marketplace.accounts.people.actions import end_what_is_over


def end_roles(_lease: Lease) -> str:
    """Those that were given until a date."""
    return f"{end_what_is_over()} roles ended"


JOBS = (Job("roles.end", end_roles, every=timedelta(hours=1)),)
