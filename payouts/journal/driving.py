"""Which database's statements are said."""

from sqlalchemy.orm import Session

from payouts.journal.on_postgresql import OnPostgresql
from payouts.journal.on_sqlite import OnSqlite
from payouts.journal.rows import Rows


def rows_of(session: Session) -> Rows:
    connection = session.connection()
    return OnSqlite(connection) if connection.dialect.name == "sqlite" else OnPostgresql(connection)
