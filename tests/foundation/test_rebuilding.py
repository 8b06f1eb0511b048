"""A rebuilt table keeps its rows, what points at it, its indexes and its triggers."""

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.exc import IntegrityError

from foundation.append_only import protect
from foundation.migrating import connect
from foundation.rebuilding import RowsLost, enforce_references, rebuild, refuse_loss


def parts() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parent"),
        sa.CheckConstraint("kind IN ('one', 'two', 'three')", name="ck_parent_kind"),
    )


@pytest.fixture
def connection(tmp_path):
    """A parent that is never changed, with an index, and a child that points at it."""
    engine = connect(f"sqlite:///{tmp_path / 'old.sqlite'}")
    with engine.connect() as connection:
        enforce_references(connection, False)
        for statement in (
            "CREATE TABLE parent (id INTEGER PRIMARY KEY, kind VARCHAR CHECK (kind IN ('one')))",
            "CREATE INDEX ix_parent_kind ON parent (kind)",
            "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id))",
            "INSERT INTO parent VALUES (7, 'one'), (3, 'one')",
            "INSERT INTO child VALUES (1, 7)",
        ):
            connection.exec_driver_sql(statement)
        protect(operations(connection), "parent", [("id",)])
        yield connection
    engine.dispose()


def operations(connection: sa.Connection) -> Operations:
    return Operations(MigrationContext.configure(connection))


def rebuilt(connection: sa.Connection) -> None:
    rebuild(operations(connection), "parent", *parts(), values={"label": "upper(kind)"})


def names(connection: sa.Connection, kind: str) -> set[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = ? AND sql IS NOT NULL"
    return set(connection.exec_driver_sql(asked, (kind,)).scalars())


def test_rows_and_what_points_at_them_stay(connection):
    rebuilt(connection)
    rows = connection.exec_driver_sql("SELECT id, kind, label FROM parent ORDER BY id").all()
    assert rows == [(3, "one", "ONE"), (7, "one", "ONE")]
    assert connection.exec_driver_sql("SELECT * FROM child").all() == [(1, 7)]
    assert names(connection, "table") == {"parent", "child"}


def test_indexes_and_triggers_return_and_work(connection):
    before = names(connection, "index"), names(connection, "trigger")
    rebuilt(connection)
    assert (names(connection, "index"), names(connection, "trigger")) == before
    with pytest.raises(IntegrityError, match="append-only"):
        connection.exec_driver_sql("DELETE FROM parent")
    with pytest.raises(IntegrityError, match="append-only"):
        connection.exec_driver_sql("REPLACE INTO parent VALUES (7, 'two', 'x')")


def test_what_was_not_allowed_before_is_now(connection):
    rebuilt(connection)
    connection.exec_driver_sql("INSERT INTO parent VALUES (8, 'three', 'x')")
    with pytest.raises(IntegrityError):
        connection.exec_driver_sql("INSERT INTO parent VALUES (9, 'four', 'x')")


def test_children_are_still_held_to_their_parents(connection):
    rebuilt(connection)
    connection.commit()
    enforce_references(connection, True)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        connection.exec_driver_sql("INSERT INTO child VALUES (2, 99)")


def test_it_refuses_where_foreign_keys_are_enforced(connection):
    connection.commit()
    enforce_references(connection, True)
    with pytest.raises(RuntimeError, match="foreign keys"):
        rebuilt(connection)
    assert connection.exec_driver_sql("SELECT count(*) FROM child").scalar() == 1


def test_a_lost_row_is_refused(connection):
    """The planted faults: a row gone, and a child whose parent is another."""
    connection.exec_driver_sql("DROP TRIGGER parent_no_delete")
    connection.exec_driver_sql("DELETE FROM parent WHERE id = 3")
    with pytest.raises(RowsLost, match="had 2 rows and has 1"):
        refuse_loss(connection, "parent", 2)
    connection.exec_driver_sql("INSERT INTO parent VALUES (4, 'one')")
    connection.exec_driver_sql("INSERT INTO child VALUES (2, 3)")
    with pytest.raises(RowsLost, match="child points at a row of parent"):
        refuse_loss(connection, "parent", 2)


def test_a_failure_halfway_leaves_the_old_table(connection):
    connection.commit()
    with pytest.raises(sa.exc.OperationalError):
        rebuild(operations(connection), "parent", *parts())  # Nothing says what `label` is.
    connection.rollback()
    assert connection.exec_driver_sql("SELECT count(*) FROM parent").scalar() == 2
    assert names(connection, "table") == {"parent", "child"}
