"""Mail: queued with the change that causes it, sent by a job, shown at /dev/mail in development."""

from foundation.mail.errors import BadAddress
from foundation.mail.jobs import JOBS
from foundation.mail.posting import forget, post

__all__ = ["JOBS", "BadAddress", "forget", "post"]
