"""Tables whose rows are never changed or deleted, because the database refuses it.

Stops accidents, on both dialects. What an owner of the database does on purpose
(dropping a trigger, editing the file) is found by checks, not prevented here.
"""

from collections.abc import Iterator, Sequence

from alembic.operations import Operations
from sqlalchemy import FromClause, Table, UniqueConstraint

MARK = "append_only"
_REFUSE = "foundation_refuse_change"


def append_only(table: FromClause) -> None:
    """Mark a model's table; a test compares the marks with the triggers that exist."""
    if not isinstance(table, Table):
        raise TypeError(f"no table of its own: {table}")
    table.info[MARK] = True


def unique_keys(table: Table) -> list[tuple[str, ...]]:
    """Every key by which SQLite's REPLACE could push an older row out, but for those that hold
    another whole: who meets the wider key has met the narrower."""
    keys = {tuple(column.name for column in table.primary_key)}
    keys |= {
        tuple(column.name for column in constraint)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    }
    keys |= {
        tuple(column.name for column in index.columns) for index in table.indexes if index.unique
    }
    return sorted(key for key in keys if not any({*other} < {*key} for other in keys))


def protect(op: Operations, table: str, keys: Sequence[tuple[str, ...]]) -> None:
    """Run by the migration that creates the table, with `unique_keys` written out."""
    for statement in protection(op.get_context().dialect.name, table, keys):
        op.execute(statement)


def protection(dialect: str, table: str, keys: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if dialect == "sqlite":
        yield from _sqlite(table, keys)
    else:
        yield from _postgresql(table)


def _sqlite(table: str, keys: Sequence[tuple[str, ...]]) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}"
    # REPLACE deletes without firing delete triggers unless recursive_triggers is on, and any
    # connection may turn that off: so every key, the hidden rowid too, is asked before insert.
    for key in (*keys, ("rowid",)):
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        yield (
            f"CREATE TRIGGER {table}_no_replace_{'_'.join(key)} BEFORE INSERT ON {table}"  # noqa: S608 - names of our own tables
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse}"
        )


def _postgresql(table: str) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {_REFUSE}() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME"
        " USING ERRCODE = 'restrict_violation'; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {_REFUSE}()"
    )
    yield (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {_REFUSE}()"
    )
    # A plain trigger is skipped where session_replication_role is replica.
    for trigger in ("no_change", "no_truncate"):
        yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{trigger}"
