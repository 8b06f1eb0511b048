"""What must be tried: the database, its tables, and whether somebody runs the jobs."""

from collections.abc import Iterator
from contextlib import closing

from sqlalchemy import Engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from foundation.hooks import Finding
from foundation.jobs import liveness
from foundation.jobs.models import Worker
from foundation.migrating import connect, current_revision, newest_revision
from foundation.settings import Settings


def database(given: Settings) -> Iterator[Finding]:
    if not given.database_url:
        return
    engine = connect(given.database_url)
    try:
        yield from _tables_and_worker(given, engine)
    except SQLAlchemyError as error:
        kind = make_url(given.database_url).get_backend_name()
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        yield Finding(f"The database ({kind}) does not answer: {reason}.", hurts=True)
    finally:
        engine.dispose()


def _tables_and_worker(given: Settings, engine: Engine) -> Iterator[Finding]:
    has, needs = current_revision(engine), newest_revision()
    if has != needs:
        yield Finding(
            f"The database is at revision {has or 'none'} and this version needs {needs}: run"
            " `flask database upgrade`.",
            hurts=True,
        )
    if not inspect(engine).has_table(Worker.__tablename__):
        return
    with closing(Session(engine)) as session:
        if not liveness.workers_alive(session):
            yield Finding(
                "No worker is alive: mail is not sent and nothing happens by itself; keep"
                " `flask worker` running.",
                hurts=given.production,
            )
