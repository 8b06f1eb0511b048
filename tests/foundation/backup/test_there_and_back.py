"""A backup holds one moment of everything, and a restore brings back that moment."""

import threading
from io import BytesIO

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from foundation import audit, hooks
from foundation.actors import SYSTEM
from foundation.audit import AuditEvent
from foundation.backup.errors import DatabaseNotEmpty
from foundation.backup.making import make_backup
from foundation.backup.models import BackupMade
from foundation.backup.restoring import restore_backup
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.storage import exists
from foundation.uploads.models import UploadOwner
from marketplace.accounts.models import Account
from tests.cast import assemble
from tests.foundation.backup.contents import contents

pytestmark = pytest.mark.usefixtures("each_database")
WRITERS = 4


def write_a_pair() -> None:
    """Two rows that only make sense together."""
    with transaction() as session:
        event = audit.record(session, SYSTEM, "test.paired", new_id())
        session.flush()
        session.add(UploadOwner(owner_id=event.id))


def test_everything_comes_back_as_it_was(cast, given, store, file):
    write_a_pair()
    before = contents()
    make_backup(settings=given, file=file)
    write_a_pair()
    store.delete("takes/one")
    store.put("takes/two", BytesIO(b"another"))

    assert restore_backup(settings=given, file=file, over=True) == []
    assert contents() == before
    assert b"".join(store.open("takes/one")) == b"first take"
    assert b"".join(store.open("takes/two")) == bytes(3 << 20)


def test_while_four_write_the_copy_is_of_one_moment(app, given, store, file):
    stop, enough = threading.Event(), threading.Barrier(WRITERS + 1)

    def keep_writing() -> None:
        with app.app_context():
            write_a_pair()
            enough.wait(timeout=20)
            while not stop.is_set():
                write_a_pair()
            db.session.remove()

    writers = [threading.Thread(target=keep_writing) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    enough.wait(timeout=20)
    made = make_backup(settings=given, file=file)
    stop.set()
    for writer in writers:
        writer.join()
    assert made.rows >= 2 * WRITERS

    assert restore_backup(settings=given, file=file, over=True) == []
    session = db.session()
    events = set(session.scalars(select(AuditEvent.id).where(AuditEvent.action == "test.paired")))
    assert events == set(session.scalars(select(UploadOwner.owner_id)))
    assert len(events) >= WRITERS


def test_what_holds_something_is_not_replaced_unasked(cast, given, store, file):
    make_backup(settings=given, file=file)
    before = contents()
    with pytest.raises(DatabaseNotEmpty, match="marketplace_account"):
        restore_backup(settings=given, file=file, over=False)
    assert contents() == before


def test_an_empty_database_is_filled_unasked(given, store, file):
    make_backup(settings=given, file=file)
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE foundation_backup_made")
        connection.exec_driver_sql("DROP TABLE foundation_audit_origin")
        connection.exec_driver_sql("DROP TABLE consent_rights_reading")
        connection.exec_driver_sql("DROP TABLE foundation_audit_event")
    assert restore_backup(settings=given, file=file, over=False) == []


def test_append_only_tables_are_so_again(cast, given, store, file):
    write_a_pair()
    make_backup(settings=given, file=file)
    restore_backup(settings=given, file=file, over=True)
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.execute(update(AuditEvent).values(action="forged"))


def test_what_was_erased_since_is_erased_again(given, store, file, monkeypatch):
    cast = assemble()
    make_backup(settings=given, file=file)

    def erase_again(session):
        session.get_one(Account, cast.omar.id).name = ""
        return ()

    def find_something(session):
        yield f"{session.get_one(Account, cast.mira.id).name} is a fault."

    monkeypatch.setattr(hooks, "after_restore", (erase_again, find_something))
    found = restore_backup(settings=given, file=file, over=True)
    assert found == ["Mira is a fault."]
    assert db.session().get_one(Account, cast.omar.id).name == ""


def test_when_it_was_made_is_remembered(given, store, file, session):
    make_backup(settings=given, file=file)
    made = session.scalars(select(BackupMade)).one()
    assert (made.file, made.size_bytes) == (str(file), file.stat().st_size)


def test_files_that_a_bucket_keeps_are_asked_for(given, store, file, monkeypatch):
    monkeypatch.setattr("foundation.backup.making._is_local", lambda _: False)
    make_backup(settings=given, file=file)
    store.delete("takes/one")
    found = restore_backup(settings=given, file=file, over=True)
    assert found == ["The file takes/one is missing or has another size."]
    assert not exists(store, "takes/one")
