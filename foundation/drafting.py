"""Writes the body of a migration: what the models have and the newest database has not."""

from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Table

from foundation.append_only import MARK, unique_keys
from foundation.full_text import is_of_an_index
from foundation.tables import Base, UtcDateTime


def draft(connection: Connection) -> str:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "include_object": _is_ours}
    )
    script = produce_migrations(context, Base.metadata)
    if script.upgrade_ops is None:
        return ""
    body = render_python_code(script.upgrade_ops, render_item=_render)
    body = body.replace(", info={'append_only': True}", "").replace(
        "\n    info={'append_only': True}", ""
    )
    existing = set(context.dialect.get_table_names(connection))
    new_tables = (t for t in Base.metadata.sorted_tables if t.name not in existing)
    return body + "".join(_protection(table) for table in new_tables if MARK in table.info)


def _protection(table: Table) -> str:
    return f"\n    protect(op, {table.name!r}, {unique_keys(table)!r})"


def _is_ours(_object: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    if kind not in ("table", "index") or name is None:
        return True
    return name != "alembic_version" and not is_of_an_index(name)


def _render(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    return "UtcDateTime()" if kind == "type" and isinstance(thing, UtcDateTime) else False
