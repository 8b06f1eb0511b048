"""How many rows each table has: what tells a copy from its original, and empty from not."""

import tempfile
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select, table

from foundation.full_text import is_of_an_index
from foundation.migrating import connect, upgrade


def counted(connection: Connection) -> dict[str, int]:
    names = inspect(connection).get_table_names()
    return {
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0
        for name in sorted(names)
        if not is_of_an_index(name)
    }


def added_to(engine: Engine) -> list[str]:
    """The tables that hold more than the migrations put there."""
    with engine.connect() as connection:
        here = counted(connection)
    if not any(here.values()):
        return []
    fresh = _after_migrations()
    return [name for name, count in here.items() if count > fresh.get(name, 0)]


def _after_migrations() -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'fresh.sqlite'}"
        upgrade(url)
        engine = connect(url)
        try:
            with engine.connect() as connection:
                return counted(connection)
        finally:
            engine.dispose()
