"""`flask database …`: bring the tables up to date, and say where they stand."""

import click
from flask.cli import AppGroup, with_appcontext

from foundation.database import db
from foundation.drafting import draft
from foundation.migrating import current_revision, newest_revision, upgrade
from foundation.web import settings

database_cli = AppGroup("database", help="The tables, and bringing them up to date.")


@database_cli.command("upgrade")
@with_appcontext
def upgrade_tables() -> None:
    """Create or change the tables as this version needs them. Safe to repeat."""
    upgrade(settings().database_url)
    click.echo(f"The database is at revision {current_revision(db.engine)}.")


@database_cli.command("status")
@with_appcontext
def status() -> None:
    """Say which revision the database has and which this version needs."""
    click.echo(f"has {current_revision(db.engine)}, needs {newest_revision()}")


@database_cli.command("draft")
@with_appcontext
def draft_migration() -> None:
    """Print what a new migration must do, for a developer to read and keep."""
    with db.engine.connect() as connection:
        click.echo(draft(connection))
