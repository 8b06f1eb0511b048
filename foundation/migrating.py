"""Brings a database to the tables this version needs: one linear numbered history."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import make_url

from foundation.database import engine_options

FOLDER = Path(__file__).parent.parent / "migrations"


def configuration(database_url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["database_url"] = database_url
    return config


def upgrade(database_url: str, revision: str = "head") -> None:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(configuration(database_url), revision)


def upgrade_within(connection: Connection, revision: str) -> None:
    """As a part of the caller's transaction. Only where the dialect undoes DDL: PostgreSQL."""
    config = configuration("")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def knows_revision(revision: str) -> bool:
    """Whether this version has it in its history."""
    history = ScriptDirectory(str(FOLDER)).walk_revisions()
    return any(known.revision == revision for known in history)


def newest_revision() -> str | None:
    return ScriptDirectory(str(FOLDER)).get_current_head()


def current_revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def connect(database_url: str) -> Engine:
    return create_engine(database_url, **engine_options(database_url))
