"""One app for the run; each test gets a byte copy of an empty, migrated database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from foundation import clock
from foundation.database import db
from foundation.migrating import upgrade
from foundation.settings import Settings
from tests.cast import START, Cast, assemble
from wsgi import create_app


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
    app = create_app(settings)
    app.testing = True
    return app


@pytest.fixture
def app(_app: Flask, settings: Settings, empty_database: Path) -> Iterator[Flask]:
    file = settings.var / "fairtake.sqlite"
    for left in settings.var.glob("fairtake.sqlite*"):
        left.unlink()
    shutil.copyfile(empty_database, file)
    clock.hold(START)
    with _app.app_context():
        yield _app
        db.session.remove()
        db.engine.dispose()
    clock.release()


@pytest.fixture
def session(app: Flask) -> Session:
    return db.session()


@pytest.fixture
def cast(app: Flask) -> Cast:
    return assemble()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody is signed in with. `tests.cast.sign_in` changes that."""
    return app.test_client()
