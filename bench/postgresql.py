"""PostgreSQL as it is run where rows matter: the tests' own server waits for no disk."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.databases import process
from tests.databases.postgresql import Server, installed, started

_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


@contextmanager
def durable_server() -> Iterator[Server]:
    """With an empty database called bench."""
    with process.folder("pg-bench") as home, _started(home) as server:
        server.administer("CREATE DATABASE bench")
        yield server


def _started(home: Path) -> AbstractContextManager[Server]:
    return started(home, installed(home), **_DURABLE)
