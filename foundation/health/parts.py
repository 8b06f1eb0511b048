"""What an answer stands on: each part is fine or says in a word what is not."""

import time
from collections.abc import Callable
from functools import cache, lru_cache

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from foundation.database import db
from foundation.jobs import liveness
from foundation.migrating import current_revision, newest_revision
from foundation.storage import doctor as storage_doctor
from foundation.web import settings

OK = "ok"
TRIED_EVERY_S = 10
_log = structlog.get_logger()


def of_everything() -> dict[str, str]:
    return {name: _word(name, part) for name, part in PARTS.items()}


def _word(name: str, part: Callable[[], str]) -> str:
    """Whoever asks is told no more than that; the log has the reason."""
    try:
        return part()
    except (SQLAlchemyError, OSError) as error:
        db.session.rollback()
        _log.error("not ready", part=name, error=f"{type(error).__name__}: {error}")
        return "does not answer"


def _database() -> str:
    db.session().execute(select(1))
    return OK


def _migrations() -> str:
    return OK if current_revision(db.engine) == _needed_revision() else "not current"


def _storage() -> str:
    return _storage_in(int(time.monotonic() // TRIED_EVERY_S))


@lru_cache(maxsize=1)
def _storage_in(_period: int) -> str:
    """Trying it writes a file, and anybody may ask: so at most once in a while."""
    if trouble := storage_doctor.trouble(settings()):
        _log.error("not ready", part="storage", error=trouble)
    return "does not work" if trouble else OK


def _worker() -> str:
    return OK if liveness.workers_alive(db.session()) else "none alive"


@cache
def _needed_revision() -> str | None:
    """Read once: the files of a running program do not change."""
    return newest_revision()


PARTS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "storage": _storage,
    "worker": _worker,
}
