"""What happens by itself: every job does everything that is due, and any worker may run it."""

from foundation.jobs.in_turn import SomeFailed, in_turn, page_by_page
from foundation.jobs.leases import Lease, LeaseLost
from foundation.jobs.running import Job, run_due

__all__ = ["Job", "Lease", "LeaseLost", "SomeFailed", "in_turn", "page_by_page", "run_due"]
