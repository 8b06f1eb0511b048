"""Keeps passwords as Argon2id hashes, a few at a time so that sign-ins cannot starve the server."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from foundation.database import refuse_inside_transaction
from marketplace.accounts.passwords.errors import Crowded

# 19 MiB, two passes, one lane: the least that OWASP advises, 26 ms on the machine it was measured
# on. The library's default takes five times as long, and four threads, of everybody else's time.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

AT_ONCE = 2
ADMITTED = 4
"""Hashing or waiting for it. Half of a server's eight threads stay free for all other pages."""
WAIT_AT_MOST_S = 2.0
RETRY_AFTER_S = 3

_admitted = threading.BoundedSemaphore(ADMITTED)
_hashing = threading.BoundedSemaphore(AT_ONCE)


def hash_password(password: str) -> str:
    with _a_turn():
        return _HASHER.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Takes as long where nothing is kept, so that time does not tell which people exist."""
    with _a_turn():
        try:
            return _HASHER.verify(kept or _NOBODYS, password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Made with other parameters than today's: to be made again when the password is known."""
    return _HASHER.check_needs_rehash(kept)


@contextmanager
def _a_turn() -> Iterator[None]:
    refuse_inside_transaction()  # Others would wait for the lock as long as we wait for a turn.
    if not _admitted.acquire(blocking=False):
        raise Crowded(RETRY_AFTER_S)
    try:
        if not _hashing.acquire(timeout=WAIT_AT_MOST_S):
            raise Crowded(RETRY_AFTER_S)
        try:
            yield
        finally:
            _hashing.release()
    finally:
        _admitted.release()


_NOBODYS = _HASHER.hash(secrets.token_urlsafe())
