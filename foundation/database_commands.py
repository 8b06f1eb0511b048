"""`flask database …`: bring the tables up to date, and say where they stand."""

import click
from flask.cli import AppGroup, with_appcontext

from foundation.database import db
from foundation.database_roles import BadRoleName, statements
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


@database_cli.command("roles")
@click.option("--app", required=True, help="The role that the application signs in as.")
@click.option("--owner", default="fairtake_owner", show_default=True, help="The tables' owner.")
def roles(app: str, owner: str) -> None:
    """Print SQL for PostgreSQL that parts the tables' owner from the application."""
    try:
        for statement in statements(db.metadata, app=app, owner=owner):
            click.echo(f"{statement};")
    except BadRoleName as why:
        raise click.ClickException(f"{why}.".capitalize()) from why
