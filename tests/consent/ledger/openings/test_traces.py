"""What a thief of the disk finds of somebody who was erased: nothing, and on PostgreSQL nothing
once the tables are rewritten."""

import sqlite3

import pytest

from consent.keeping import erasures
from consent.keeping.jobs import keep
from consent.ledger.openings.erasing import Reason, erase_person
from foundation.database import db, transaction
from tests.cast import assemble
from tests.consent.ledger.openings.signing_people import (
    given,
    on_disk,
    opened,
    secrets_of,
    withdrawn,
    write,
)

WORDS = "They asked me to cry and then laughed."
"""Said in what is opened: it must never lie anywhere in clear."""


def fill(omar, mira, many: int = 40) -> list[bytes]:
    """Two people's openings among each other, so that pages are split and merged."""
    for _ in range(many):
        write(
            opened(withdrawn(omar, WORDS)),
            opened(given(mira)),
            opened(withdrawn(omar, WORDS * 8)),
        )
    keep()
    return secrets_of(omar)


def erase(person, actor) -> None:
    with transaction() as session:
        erase_person(session, person.id, actor, Reason.ASKED)


def left(secrets: list[bytes], lying: bytes) -> int:
    return sum(secret in lying for secret in secrets)


def test_words_lie_nowhere_in_clear_even_before(cast):
    secrets = fill(cast.omar.id, cast.mira.id)
    assert left(secrets, on_disk()) > 0
    assert WORDS.encode() not in on_disk()


def test_nothing_of_it_is_left_in_the_files(cast):
    """Sealed bytes and the wrapped key: the database's file, and its log."""
    secrets = fill(cast.omar.id, cast.mira.id)
    erase(cast.omar, cast.cora.actor)
    keep()
    assert left(secrets, on_disk()) == 0
    assert left(secrets_of(cast.mira.id), on_disk()) == 41


def test_while_somebody_still_reads_it_is_not_called_done(cast):
    """An open reader keeps the log as it was: told again and again until it is gone."""
    secrets = fill(cast.omar.id, cast.mira.id)
    assert db.engine.url.database
    reader = sqlite3.connect(db.engine.url.database, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM consent_ledger_opening").fetchone()
    erase(cast.omar, cast.cora.actor)
    assert erasures.tell_second_place() == 0
    reader.close()
    assert erasures.tell_second_place() == 1 + 79
    assert left(secrets, on_disk()) == 0


@pytest.mark.parametrize("fault", ["not overwritten", "log not emptied"])
def test_without_either_measure_something_is_left(cast, monkeypatch, fault):
    """The planted faults."""
    secrets = fill(cast.omar.id, cast.mira.id)
    if fault == "not overwritten":
        with transaction() as session:
            session.connection().exec_driver_sql("PRAGMA secure_delete = OFF")
            erase_person(session, cast.omar.id, cast.cora.actor, Reason.ASKED)
    else:
        monkeypatch.setattr(erasures, "wiped", lambda: True)
        erase(cast.omar, cast.cora.actor)
    keep()
    assert left(secrets, on_disk()) > 0


def test_on_postgresql_it_lies_in_the_files_until_the_tables_are_rewritten(
    postgresql_app, postgresql
):
    """Said in docs/operations.md: nothing there reads it, but deleting overwrites nothing."""
    cast = assemble()
    secrets = fill(cast.omar.id, cast.mira.id)
    erase(cast.omar, cast.cora.actor)
    keep()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as owner:
        owner.exec_driver_sql("CHECKPOINT")
        assert left(secrets, _files_of(postgresql)) > 0
        owner.exec_driver_sql("VACUUM FULL consent_ledger_opening")
        owner.exec_driver_sql("VACUUM FULL consent_ledger_data_key")
        owner.exec_driver_sql("CHECKPOINT")
    assert left(secrets, _files_of(postgresql)) == 0


def _files_of(postgresql) -> bytes:
    base = postgresql.socket / "data" / "base"
    return b"".join(path.read_bytes() for path in sorted(base.rglob("*")) if path.is_file())
