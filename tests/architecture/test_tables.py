"""Rules about tables: each names its owner, and no package points at one above it."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

import wsgi  # noqa: F401 - registers every model
from foundation.tables import Base
from tests.architecture.code import PACKAGES

_STACK = ("foundation", "consent", "marketplace", "payouts", "assembly")


def owner(table: str) -> str:
    return table.partition("_")[0]


def pointing_up(tables: MetaData) -> set[str]:
    return {
        f"{table.name}.{key.parent.name} -> {key.column.table.name}"
        for table in tables.sorted_tables
        for key in table.foreign_keys
        if _STACK.index(owner(key.column.table.name)) > _STACK.index(owner(table.name))
    }


def misplaced() -> set[str]:
    return {
        str(mapper.local_table.description)
        for mapper in Base.registry.mappers
        if owner(str(mapper.local_table.description)) != mapper.class_.__module__.split(".")[0]
    }


def test_every_table_is_prefixed_with_its_owner():
    assert set(_STACK) == set(PACKAGES)
    assert misplaced() == set()


def test_foreign_keys_point_down():
    assert pointing_up(Base.metadata) == set()


def test_a_foreign_key_that_points_up_would_be_found():
    planted = MetaData()
    Table("marketplace_thing", planted, Column("id", Integer, primary_key=True))
    low = Table(
        "foundation_thing",
        planted,
        Column("id", Integer, primary_key=True),
        Column("of", ForeignKey("marketplace_thing.id")),
    )
    assert pointing_up(planted) == {f"{low.name}.of -> marketplace_thing"}
