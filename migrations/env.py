"""Runs the history against one database, each revision in its own transaction."""

from alembic import context
from sqlalchemy import Connection

from foundation.migrating import connect
from foundation.rebuilding import enforce_references
from foundation.tables import Base


def run(connection: Connection) -> None:
    # Not render_as_batch: batch mode drops triggers silently on SQLite. A table is rebuilt
    # through foundation.rebuilding, which recreates them and compares counts.
    context.configure(
        connection=connection, target_metadata=Base.metadata, transaction_per_migration=True
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)  # In a transaction of the caller's, which decides whether it is kept.
else:
    engine = connect(context.config.attributes["database_url"])
    with engine.connect() as connection:
        # A table that others point at is dropped and made anew while it is rebuilt; SQLite lets
        # that be switched off only outside a transaction. The rebuilding refuses what is lost.
        enforce_references(connection, False)
        run(connection)
        enforce_references(connection, True)
    engine.dispose()
