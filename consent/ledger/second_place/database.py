"""The second place in any database but our own: two tables, made when first asked."""

import time
from collections.abc import Collection
from contextlib import suppress

import sqlalchemy as sa

_NAMES = sa.MetaData()
_NOTE = sa.Table(
    "fairtake_newest_checkpoint",
    _NAMES,
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    sa.Column("note", sa.LargeBinary, nullable=False),
)
_ERASURE = sa.Table(
    "fairtake_erasure", _NAMES, sa.Column("erased", sa.String(100), primary_key=True)
)
_TRIES, _PAUSE_S = 6, 0.02


class DatabasePlace:
    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(url, hide_parameters=True, poolclass=sa.NullPool)
        if self._engine.dialect.name == "sqlite":
            sa.event.listen(self._engine, "connect", _sync_fully)
        self._make_tables()

    def _make_tables(self) -> None:
        """Web and workers start at the same moment and find nothing there yet. One of them makes
        the tables; SQLite may refuse another more than once until it has."""
        for tried in range(1, _TRIES):
            with suppress(sa.exc.DBAPIError):
                return _NAMES.create_all(self._engine)
            time.sleep(tried * _PAUSE_S)
        return _NAMES.create_all(self._engine)

    def newest(self) -> bytes | None:
        with self._engine.connect() as connection:
            return connection.scalar(sa.select(_NOTE.c.note))

    def swap(self, old: bytes | None, new: bytes) -> bool:
        with self._engine.begin() as connection:
            if old is None:
                return self._first(connection, new)
            # The one row decides: whoever comes second meets no row with the old note.
            change = sa.update(_NOTE).where(_NOTE.c.note == old).values(note=new)
            return connection.execute(change).rowcount == 1

    def erasures(self) -> frozenset[str]:
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(sa.select(_ERASURE.c.erased)))

    def add_erasures(self, erased: Collection[str]) -> None:
        for each in sorted(set(erased) - self.erasures()):
            try:
                with self._engine.begin() as connection:
                    connection.execute(sa.insert(_ERASURE).values(erased=each))
            except sa.exc.IntegrityError:
                continue  # Another wrote it at the same time.

    @staticmethod
    def _first(connection: sa.Connection, new: bytes) -> bool:
        try:
            with connection.begin_nested():
                connection.execute(sa.insert(_NOTE).values(id=1, note=new))
        except sa.exc.IntegrityError:
            return False
        return True


def _sync_fully(connection: object, _record: object) -> None:
    connection.execute("PRAGMA synchronous = FULL")  # type: ignore[attr-defined]
