"""`each_database`: the same test on SQLite and on PostgreSQL.

A test that names the fixture, or a module with `pytestmark = usefixtures("each_database")`,
runs on both; `app`, `session`, `cast` and `client` are then those of that database.
`each_connection` adds PostgreSQL behind a pooler: for what hangs on the connection, such as locks,
settings, transactions and several at once.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import Engine, QueuePool

from foundation import clock
from foundation.database import db
from foundation.settings import Settings
from tests.cast import START, Cast, assemble
from tests.databases import pooler as pooling
from tests.databases.pooler import Pooler
from tests.databases.postgresql import Server
from tests.databases.postgresql import server as start_server
from tests.http import in_tests
from wsgi import create_app

DATABASE = "fairtake"
PEOPLED = "peopled"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with start_server() as server:
        yield server


@pytest.fixture(scope="session")
def pooler(postgresql: Server) -> Iterator[Pooler]:
    with pooling.pooler(postgresql, DATABASE) as pooler:
        yield pooler


@pytest.fixture(scope="session")
def _postgresql_app(settings: Settings, postgresql: Server) -> Flask:
    return _app_on(settings, postgresql.url(DATABASE))


@pytest.fixture(scope="session")
def _pooled_app(settings: Settings, pooler: Pooler) -> Flask:
    return _app_on(settings, pooler.url(DATABASE))


def _app_on(settings: Settings, url: str) -> Flask:
    return in_tests(create_app(replace(settings, database_url=url)))


@pytest.fixture(scope="session")
def peopled_postgresql(_postgresql_app: Flask, postgresql: Server) -> Cast:
    """Who is in the template of this name: assembled once, as on SQLite."""
    postgresql.renew(DATABASE)
    clock.hold(START)
    with _postgresql_app.app_context():
        cast = assemble()
        db.session.remove()
        db.engine.dispose()
    clock.release()
    postgresql.renew(PEOPLED, DATABASE)
    return cast


@pytest.fixture
def postgresql_app(
    request: pytest.FixtureRequest, _postgresql_app: Flask, postgresql: Server
) -> Iterator[Flask]:
    _begin(request, _postgresql_app, postgresql)
    yield from in_use(_postgresql_app)


@pytest.fixture
def pooled_app(
    request: pytest.FixtureRequest, _pooled_app: Flask, postgresql: Server, pooler: Pooler
) -> Iterator[Flask]:
    _begin(request, _pooled_app, postgresql)
    yield from in_use(_pooled_app)
    pooler.let_go()


def _begin(request: pytest.FixtureRequest, app: Flask, postgresql: Server) -> None:
    """With the cast in the database where the test wants it."""
    if "cast" in request.fixturenames:
        app.extensions["tests_cast"] = request.getfixturevalue("peopled_postgresql")
        postgresql.renew(DATABASE, PEOPLED)
    else:
        app.extensions["tests_cast"] = None
        postgresql.renew(DATABASE)


@pytest.fixture(params=("sqlite", "postgresql"))
def each_database(request: pytest.FixtureRequest) -> Flask:
    return _app_of(request)


@pytest.fixture(params=("sqlite", "postgresql", "pooled"))
def each_connection(request: pytest.FixtureRequest) -> Flask:
    return _app_of(request)


def _app_of(request: pytest.FixtureRequest) -> Flask:
    app = request.getfixturevalue(f"{request.param}_app")
    assert isinstance(app, Flask)
    return app


def in_use(app: Flask) -> Iterator[Flask]:
    clock.hold(START)
    _forget_other_ledgers(app)
    with app.app_context():
        yield app
        db.session.remove()
        left_open = _checked_out(db.engine)
        db.engine.dispose()
    clock.release()
    assert not left_open, "a thread of this test left a connection open"


def _checked_out(engine: Engine) -> int:
    """Else a later test is blamed, when Python finds the connection."""
    return engine.pool.checkedout() if isinstance(engine.pool, QueuePool) else 0


def _forget_other_ledgers(app: Flask) -> None:
    """A new database beside an older ledger's checkpoint is what the start guard refuses."""
    for left in app.extensions["fairtake_settings"].var.glob("ledger-*"):
        left.unlink()
