"""What notices do by themselves: digests go out."""

from datetime import timedelta

from foundation.jobs import Job, Lease
from foundation.notices import digests


def send_digests(_lease: Lease) -> str:
    return f"{digests.send_due()} digests queued"


JOBS = (Job("notices.digests", send_digests, every=timedelta(minutes=1)),)
