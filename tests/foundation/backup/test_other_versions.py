"""Backups of other versions: an older one is brought up to date, a newer one is refused."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from foundation.audit import AuditEvent
from foundation.backup.errors import NewerBackup
from foundation.backup.making import make_backup
from foundation.backup.restoring import restore_backup
from foundation.database import db, transaction
from foundation.migrating import current_revision, newest_revision, upgrade
from foundation.uploads.models import UploadOwner
from tests.foundation.backup.contents import contents
from tests.foundation.backup.test_there_and_back import write_a_pair

pytestmark = pytest.mark.usefixtures("each_database")
OLD = "0010"
SAID_TO_BE = text("UPDATE alembic_version SET version_num = :revision")
NEW_SINCE = "foundation_audit_door"


def become(revision: str) -> None:
    """This database as an installation of that revision has it, with nothing in it."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
        for suffix in ("", "-wal", "-shm"):
            _file(suffix).unlink(missing_ok=True)
    else:
        with db.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    upgrade(db.engine.url.render_as_string(hide_password=False), revision)


def _file(suffix: str) -> Path:
    return Path(f"{db.engine.url.database}{suffix}")


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())


def test_an_older_backup_is_brought_up_to_date(given, store, file):
    become(OLD)
    assert NEW_SINCE not in tables()
    write_a_pair()
    make_backup(settings=given, file=file)
    become(newest_revision())

    assert restore_backup(settings=given, file=file, over=True) == []
    assert current_revision(db.engine) == newest_revision()
    assert NEW_SINCE in tables()
    session = db.session()
    [event] = session.scalars(select(AuditEvent.id).where(AuditEvent.action == "test.paired"))
    assert session.scalars(select(UploadOwner.owner_id)).all() == [event]


def test_what_was_migrated_after_a_restore_can_be_written_and_restored_again(given, store, file):
    become(OLD)
    make_backup(settings=given, file=file)
    become(newest_revision())
    restore_backup(settings=given, file=file, over=True)
    write_a_pair()
    make_backup(settings=given, file=file)
    assert restore_backup(settings=given, file=file, over=True) == []


def test_a_newer_backup_is_refused_and_nothing_is_touched(given, store, file):
    with transaction() as session:
        session.execute(SAID_TO_BE, {"revision": "9999"})
    make_backup(settings=given, file=file)
    with transaction() as session:
        session.execute(
            text("UPDATE alembic_version SET version_num = :to"), {"to": newest_revision()}
        )
    write_a_pair()
    before = contents()
    with pytest.raises(NewerBackup, match="tables that this version does not know"):
        restore_backup(settings=given, file=file, over=True)
    assert contents() == before
