"""Keeps a lease while its job works, and says as soon as it can no longer be sure of it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from flask import Flask
from flask.globals import app_ctx
from sqlalchemy.exc import SQLAlchemyError

from foundation.jobs import leases
from foundation.jobs.leases import Lease

EVERY_S = leases.HELD_FOR.total_seconds() / 4
AGAIN_S = 2.0
"""After a database that did not answer."""
_log = structlog.get_logger()


@contextmanager
def renewed(lease: Lease) -> Iterator[None]:
    """Ends with the job."""
    app = app_ctx.app
    ended = threading.Event()
    keeper = threading.Thread(
        target=_keep, args=(app, lease, ended), name=f"lease {lease.job}", daemon=True
    )
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def _keep(app: Flask, lease: Lease, ended: threading.Event) -> None:
    """A database that is away may come back: we try until another worker may have taken over."""
    sure_until, wait = _from_now(), EVERY_S
    while not ended.wait(wait):
        asked_at = _from_now()
        ours = _renew(app, lease)
        if ours:
            sure_until, wait = asked_at, EVERY_S
        elif ours is None and time.monotonic() < sure_until:
            wait = AGAIN_S
        else:
            lease.lost.set()
            _log.error("lease lost", job=lease.job, fence=lease.fence)
            return


def _from_now() -> float:
    """Until when a lease holds that is renewed now."""
    return time.monotonic() + leases.HELD_FOR.total_seconds()


def _renew(app: Flask, lease: Lease) -> bool | None:
    """None where the database did not say."""
    try:
        with app.app_context():
            return leases.renew(lease)
    except SQLAlchemyError as error:
        _log.warning("lease not renewed", job=lease.job, error=type(error).__name__)
        return None
