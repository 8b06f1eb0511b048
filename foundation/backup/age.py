"""How old the last backup is, for the doctor."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from foundation.backup.models import BackupMade
from foundation.clock import now
from foundation.database import db
from foundation.hooks import Finding
from foundation.settings import Settings

FRESH = timedelta(hours=26)
"""One a day, with time to finish."""


def findings(settings: Settings) -> Iterator[Finding]:
    """For `hooks.doctor`."""
    last = _in_folder(settings) if settings.backup_dir else _remembered()
    if last is None:
        where = f" is in {settings.backup_dir}" if settings.backup_dir else " was ever made"
        yield Finding(f"No backup{where}: flask backup FILE.", hurts=settings.production)
    elif now() - last > FRESH:
        days = (now() - last) / timedelta(days=1)
        yield Finding(f"The last backup is {days:.1f} days old.", hurts=settings.production)


def _in_folder(settings: Settings) -> datetime | None:
    """What is there counts, not what was once made: a folder can be lost."""
    files = (path for path in Path(settings.backup_dir).glob("[!.]*") if path.is_file())
    times = [datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in files]
    return max(times, default=None)


def _remembered() -> datetime | None:
    session = db.session()
    try:
        return session.scalar(select(func.max(BackupMade.at)))
    except SQLAlchemyError:
        return None  # No database, no backup of it; the doctor says why.
    finally:
        session.rollback()
