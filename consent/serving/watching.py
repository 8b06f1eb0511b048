"""What asks for attention when the ledger does not move: staff's home page and the doctor."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from consent.keeping.jobs import JOBS
from consent.serving import queries
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import db
from foundation.hooks import Finding, Waiting
from foundation.jobs.models import Outcome
from foundation.operations.queries import standings
from foundation.settings import Settings

LATE = timedelta(minutes=5)


def late_since(session: Session) -> datetime | None:
    oldest = queries.oldest_at(session)
    return oldest if oldest is not None and now() - oldest > LATE else None


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if Power.READ_AUDIT in actor.powers and (oldest := late_since(session)):
        yield Waiting(
            "Entries wait for their place in the rights ledger", "/ledger/keeping", oldest
        )


def findings(_settings: Settings) -> Iterator[Finding]:
    """For `hooks.doctor`."""
    session = db.session()
    try:
        if oldest := late_since(session):
            yield Finding(
                f"Entries have waited since {oldest:%Y-%m-%d %H:%M} UTC for their place in the"
                " rights ledger: is a worker running?",
                hurts=True,
            )
        for standing in standings(session, JOBS):
            last = standing.last
            if last is not None and last.outcome is Outcome.FAILED:
                yield Finding(
                    f"The job {standing.job.name} failed: {last.said} Nothing is signed until it"
                    " goes well again; flask ledger audit tells more.",
                    hurts=True,
                )
    except SQLAlchemyError:
        return  # That the database is not there is for others to say.
    finally:
        session.rollback()
