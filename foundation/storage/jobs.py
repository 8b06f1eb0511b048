"""Removes what a crash left half written in the folder; a bucket never shows such pieces."""

from datetime import timedelta

from foundation import storage
from foundation.clock import now
from foundation.jobs import Job, Lease
from foundation.storage.local import LocalStorage
from foundation.web import settings

UNFINISHED_AFTER = timedelta(days=1)
"""Far longer than writing the largest file takes."""


def sweep(lease: Lease) -> str:
    """What is still being written is young, so that it stays whoever writes it."""
    store = storage.of(settings())
    if not isinstance(store, LocalStorage):
        return "0 unfinished files removed"
    lease.refuse_lost()
    return f"{store.remove_unfinished(now() - UNFINISHED_AFTER)} unfinished files removed"


JOBS = (Job("storage.sweep", sweep, timedelta(days=1)),)
