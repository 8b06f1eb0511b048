"""A worker as a process of its own: `python -m tests.databases.job_process URL VAR count|hang`.

Says `ready`, waits for a line, then looks once for what is due, as a worker's tick does.
"""

import sys
import time
from datetime import timedelta
from pathlib import Path

from foundation import audit
from foundation.actors import SYSTEM
from foundation.database import transaction
from foundation.ids import new_id
from foundation.jobs import Job, Lease, run_due
from foundation.settings import Settings
from wsgi import create_app

NAME, COUNTED = "test.count", "test.counted"


def say(words: object) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def count(lease: Lease) -> str:
    with transaction() as session:
        lease.confirm(session)
        audit.record(session, SYSTEM, COUNTED, SYSTEM.id)
    return "counted"


def hang(lease: Lease) -> None:
    count(lease)
    say("holding")
    while True:  # Until the test kills this process.
        time.sleep(60)


def main(url: str, var: str, what: str) -> None:
    settings = Settings(var=Path(var), database_url=url).completed()
    with create_app(settings).app_context():
        say("ready")
        sys.stdin.readline()
        job = Job(NAME, {"count": count, "hang": hang}[what], timedelta(hours=1))
        say(run_due([job], new_id()))


if __name__ == "__main__":
    main(*sys.argv[1:])
