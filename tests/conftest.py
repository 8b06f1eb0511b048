"""One app for the run; each test gets a byte copy of a migrated database: an empty one, or the one
with the cast in it where the test wants the cast."""

import gc
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from foundation import clock
from foundation.database import db
from foundation.migrating import upgrade
from foundation.settings import Settings
from tests import parts, scratch
from tests.access.making import beside
from tests.cast import START, Cast, assemble
from tests.databases.fixtures import (  # noqa: F401 - fixtures for every test
    _pooled_app,
    _postgresql_app,
    each_connection,
    each_database,
    in_use,
    peopled_postgresql,
    pooled_app,
    pooler,
    postgresql,
    postgresql_app,
)
from tests.http import in_tests
from tests.made_once import begins
from tests.stripe_contract import contract_faults  # noqa: F401 - for every test
from wsgi import create_app


def pytest_configure() -> None:
    scratch.keep_in_memory()
    # Thousands of tests stay in memory: to look through them for garbage as often as Python does
    # by itself takes a tenth of the time.
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the migrations, as a user's is; then copied, which costs less than building."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    var = tmp_path_factory.mktemp("var")
    return Settings(
        mode="development",
        url="http://127.0.0.1",
        var=var,
        database_url=f"sqlite:///{var / 'fairtake.sqlite'}",
        secret_key="test" * 8,
        master_key="00" * 32,
    )


@pytest.fixture(scope="session")
def _app(settings: Settings) -> Flask:
    return in_tests(create_app(settings))


@pytest.fixture(scope="module")
def app_on_sqlite(_app: Flask) -> Flask:
    """What `sqlite_app` gives a clean database: the whole, or one that a folder makes of it."""
    return _app


@dataclass(frozen=True, slots=True)
class Peopled:
    file: Path
    cast: Cast


@pytest.fixture(scope="session")
def _peopled_sqlite(
    _app: Flask, settings: Settings, empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Peopled:
    """Assembled once: to do it for each test takes as long as many a test."""
    kept = tmp_path_factory.mktemp("peopled") / "peopled.sqlite"
    file = _begin_with(empty_database, settings)
    clock.hold(START)
    with _app.app_context():
        cast = assemble()
        db.session.remove()
        db.engine.dispose()
    clock.release()
    shutil.copyfile(file, kept)
    return Peopled(kept, cast)


def _begin_with(database: Path, settings: Settings) -> Path:
    file = settings.var / "fairtake.sqlite"
    for left in beside(file):
        left.unlink()
    scratch.overwrite(file, _content(database))
    return file


@cache
def _content(database: Path) -> bytes:
    """Of a template: nobody writes to it again."""
    return database.read_bytes()


@pytest.fixture
def sqlite_app(
    request: pytest.FixtureRequest, app_on_sqlite: Flask, settings: Settings, empty_database: Path
) -> Iterator[Flask]:
    patches = request.getfixturevalue("monkeypatch")
    if "cast" in request.fixturenames:
        peopled: Peopled = request.getfixturevalue("_peopled_sqlite")
        file = _begin_with(peopled.file, settings)
        app_on_sqlite.extensions["tests_cast"] = peopled.cast
        begins(app_on_sqlite, file, patches)
    else:
        _begin_with(empty_database, settings)
        app_on_sqlite.extensions["tests_cast"] = None
        begins(app_on_sqlite, None, patches)
    yield from in_use(app_on_sqlite)


@pytest.fixture
def app(request: pytest.FixtureRequest) -> Flask:
    """On SQLite, unless the test asks for others."""
    several = {"each_database", "each_connection"} & set(request.fixturenames)
    app = request.getfixturevalue(several.pop() if several else "sqlite_app")
    assert isinstance(app, Flask)
    return app


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    session = db.session()
    yield session
    session.close()  # After a job it is no longer the one that the application removes.


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Who is in the database already, or enters it now."""
    there: Cast | None = app.extensions.pop("tests_cast", None)
    return there or assemble()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody is signed in with. `tests.cast.sign_in` changes that."""
    return app.test_client()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    missing = parts.missing_parts(terminalreporter.stats.get("skipped", []))
    for part, count in missing.items():
        terminalreporter.write_line(f"NOT RUN, {count} tests: {part}", yellow=True)
