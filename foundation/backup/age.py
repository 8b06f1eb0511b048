"""How old the last backup is, for the doctor."""

from collections.abc import Iterator
from datetime import timedelta

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
    session = db.session()
    try:
        last = session.scalar(select(func.max(BackupMade.at)))
    except SQLAlchemyError:
        return  # There is no database to keep, which the doctor says already.
    finally:
        session.rollback()
    if last is None:
        yield Finding("No backup was ever made: flask backup FILE.", hurts=settings.production)
    elif now() - last > FRESH:
        days = (now() - last) / timedelta(days=1)
        yield Finding(f"The last backup is {days:.1f} days old.", hurts=settings.production)
