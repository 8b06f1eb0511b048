"""pgbouncer before PostgreSQL, in transaction mode: no two transactions share a connection."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.databases import process
from tests.databases.postgresql import USER, Server
from tests.parts import program

_PORT = 6432  # Of the socket's name only; each pooler has a folder of its own.
_SETTINGS = """\
[databases]
{database} = host={server} dbname={database} user={user}
[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {home}
auth_type = any
admin_users = {user}
pool_mode = transaction
max_client_conn = 200
default_pool_size = 8
ignore_startup_parameters = extra_float_digits
logfile =
pidfile = {home}/pid
"""


@dataclass(frozen=True, slots=True)
class Pooler:
    socket: Path
    database: str

    def url(self, database: str) -> str:
        return f"postgresql://{USER}@/{database}?host={self.socket}&port={_PORT}"

    def let_go(self) -> None:
        """Close its connections, so that the database can be replaced."""
        for command in (f"KILL {self.database}", f"RESUME {self.database}"):
            self._administer(command)

    def _administer(self, command: str) -> None:
        # Its console speaks the simple protocol only and knows no transactions.
        with psycopg.connect(
            self.url("pgbouncer"), autocommit=True, cursor_factory=psycopg.ClientCursor
        ) as console:
            console.execute(command)

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url("pgbouncer"), autocommit=True).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def pooler(behind: Server, database: str) -> Iterator[Pooler]:
    pgbouncer = program("the pooler", "pgbouncer", package="pgbouncer")
    with process.folder("pool") as home:
        settings = home / "pgbouncer.ini"
        settings.write_text(
            _SETTINGS.format(
                database=database, server=behind.socket, user=USER, port=_PORT, home=home
            )
        )
        started = Pooler(home, database)
        with process.running(
            [pgbouncer, str(settings)], home, started.answers, stop=signal.SIGTERM
        ):
            yield started
