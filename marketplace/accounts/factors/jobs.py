"""What happens to factors by itself."""

from datetime import timedelta

from foundation.database import transaction
from foundation.jobs import Job, Lease
from marketplace.accounts.factors import challenges


def forget_challenges(_lease: Lease) -> str:
    """Questions to passkeys that nobody answered in time."""
    with transaction() as session:
        return f"{challenges.forget_old(session)} questions forgotten"


JOBS = (Job("passkeys.forget_challenges", forget_challenges, every=timedelta(hours=1)),)
