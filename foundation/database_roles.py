"""Two roles for PostgreSQL: one owns the tables and never signs in, one is the application.

What is append-only the application may only add to and read, also if a trigger were gone.
"""

import re
from collections.abc import Iterator

from sqlalchemy import MetaData, Table

from foundation.append_only import MARK

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_REVISIONS = "alembic_version"


class BadRoleName(ValueError):
    """A name that would need quoting, or both roles under one."""


def statements(metadata: MetaData, *, app: str, owner: str) -> Iterator[str]:
    """SQL for whoever administers the server; harmless to repeat, and to be repeated after each
    upgrade, because new tables are nobody's but the owner's."""
    if app == owner or not all(_NAME.fullmatch(name) for name in (app, owner)):
        raise BadRoleName("role names have small letters, digits and _, and are not the same")
    yield _role(owner, "NOLOGIN")
    yield _role(app, "LOGIN")
    yield f"REVOKE {owner} FROM {app}"
    yield f"ALTER ROLE {app} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
    yield f"GRANT USAGE, CREATE ON SCHEMA public TO {owner}"
    yield f"REVOKE ALL ON SCHEMA public FROM PUBLIC, {app}"
    yield f"GRANT USAGE ON SCHEMA public TO {app}"
    for table in (*sorted(metadata.tables), _REVISIONS):
        yield f"ALTER TABLE {table} OWNER TO {owner}"
        yield f"REVOKE ALL ON {table} FROM PUBLIC, {app}"
        yield f"GRANT {_may(metadata.tables.get(table))} ON {table} TO {app}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}"
    yield _functions_to(owner)


def _may(table: Table | None) -> str:
    if table is None:  # Which revision the tables have: read at each start.
        return "SELECT"
    return "SELECT, INSERT" if MARK in table.info else "SELECT, INSERT, UPDATE, DELETE"


def _role(name: str, kind: str) -> str:
    return (
        f"DO $$ BEGIN CREATE ROLE {name} {kind};"
        f" EXCEPTION WHEN duplicate_object THEN ALTER ROLE {name} {kind}; END $$"
    )


def _functions_to(owner: str) -> str:
    """What the triggers run must not be replaced by the application either."""
    return (  # The name was judged above.
        "DO $$ DECLARE each regprocedure; BEGIN FOR each IN SELECT oid FROM pg_proc"  # noqa: S608
        " WHERE pronamespace = 'public'::regnamespace"
        f" LOOP EXECUTE format('ALTER FUNCTION %s OWNER TO {owner}', each); END LOOP; END $$"
    )
