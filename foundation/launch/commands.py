"""`flask launch`: what `make run` types once the machine is ready."""

import logging
import socket
import sys
from collections.abc import Callable, Sequence

import click
from flask.cli import with_appcontext

from foundation import demo
from foundation.hooks import DemoPerson
from foundation.launch.processes import WORKER, Process, web
from foundation.launch.supervisor import Supervisor
from foundation.migrating import upgrade
from foundation.settings import Settings
from foundation.web import settings

Also = Callable[[Settings, int], Sequence[Process]]
"""What belongs to it besides web server and worker, with these settings and at this port."""


DemoBeside = Callable[[Settings], None]
"""What the demo makes last: it needs what stands beside, or takes seconds that nobody should wait
for who only wants the people. Nothing where it was made."""


def launch_command(also: Sequence[Also], demo_beside: Sequence[DemoBeside] = ()) -> click.Command:
    @click.command("launch")
    @click.option("--port", type=click.IntRange(1, 65535), default=5000, show_default=True)
    @with_appcontext
    def launch(port: int) -> None:
        """Tables, demo people, web server, worker and all that belongs to them, in one go."""
        given = settings()
        logging.getLogger("alembic").setLevel(logging.WARNING)
        upgrade(given.database_url)
        people = () if given.production else demo.load(given)
        together = Supervisor(_say)
        more = [process for each in also for process in each(given, port)]
        if more:
            together.start(more)
        for make in () if given.production else demo_beside:
            make(given)
        together.start((web(port), WORKER))
        if together.until(lambda: _answers(port)):
            _say(welcome(given, port, people))
        sys.exit(together.watch())

    return launch


def welcome(given: Settings, port: int, people: Sequence[DemoPerson]) -> str:
    where = given.url if given.production else f"http://localhost:{port}"
    lines = [f"Fairtake is at {where}    Ctrl-C ends it."]
    if people:
        lines += ["", "Sign in as one of these:", demo.table(people)]
        lines += ["", f"Codes for their second factor: {where}/dev/codes"]
        lines += [f"Mail that would have been sent: {where}/dev/mail"]
    return "\n".join(["", *lines, ""])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _say(text: str) -> None:
    click.echo(text)
    sys.stdout.flush()
