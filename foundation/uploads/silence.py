"""A sender that went silent must not hold its upload, nor one of the server's threads."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Request

MOST_S = 15.0


@contextmanager
def not_for_long(request: Request) -> Iterator[None]:
    """A lost network sends no goodbye: without this, the system waits for two hours.

    Works with the server that we run. Others have limits of their own.
    """
    connection = request.environ.get("gunicorn.socket")
    if connection is None:
        yield
        return
    before = connection.gettimeout()
    connection.settimeout(MOST_S)
    try:
        yield
    finally:
        connection.settimeout(before)
