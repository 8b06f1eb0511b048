"""Webhooks: what happened, sent to the machines of whom it concerns, by Standard Webhooks 1.0."""

from foundation.webhooks.announcing import announce, announce_to_holders, is_told
from foundation.webhooks.jobs import JOBS
from foundation.webhooks.sending import KINDS

__all__ = ["JOBS", "KINDS", "announce", "announce_to_holders", "is_told"]
