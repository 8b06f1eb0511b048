"""Everything that a database holds, to be compared."""

from sqlalchemy import inspect, select, table, text

from foundation.database import db


def contents() -> dict[str, list[str]]:
    db.session.rollback()
    with db.engine.connect() as connection:
        return {
            name: sorted(map(str, connection.execute(select(text("*")).select_from(table(name)))))
            for name in inspect(connection).get_table_names()
        }
