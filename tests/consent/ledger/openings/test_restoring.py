"""A backup from before an erasure brings nothing back: it is erased again before anything opens."""

from contextlib import contextmanager

import pytest
from sqlalchemy import delete, func, select

from consent.keeping import erasures, places, starting
from consent.keeping.jobs import keep
from consent.ledger.entries import EntryType
from consent.ledger.openings.erasing import Reason, erase_person
from consent.ledger.openings.models import LedgerErasure
from consent.ledger.openings.writing import ThreadErased
from foundation import hooks
from foundation.backup.making import make_backup
from foundation.backup.restoring import restore_backup
from foundation.database import db, transaction
from foundation.launch.starting import refuse_to_start
from foundation.web import settings
from tests.consent.ledger.openings.signing_people import (
    given,
    keys,
    opened,
    openings,
    withdrawn,
    write,
)
from tests.consent.ledger.writing import entries

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def erased_since(cast, tmp_path):
    """A backup with Omar's and Mira's openings, and Omar erased after it was made."""
    file = tmp_path / "before.zip"
    one, other = opened(given(cast.omar.id)), opened(given(cast.mira.id))
    write(one, other)
    with only_the_guard_of_erasures(file):
        with transaction() as session:
            erase_person(session, cast.omar.id, cast.cora.actor, Reason.ASKED)
        keep()
    return file, one, other


@contextmanager
def only_the_guard_of_erasures(file):
    """A backup, and what came after it; the other guard of a restore is shown the same log."""
    keep()
    make_backup(settings=settings(), file=file)
    published = places.second_place(settings()).path
    as_it_was = published.read_bytes()
    yield
    published.write_bytes(as_it_was)


def restore(file) -> list[str]:
    return restore_backup(settings=settings(), file=file, over=True)


def test_what_was_erased_is_erased_again(erased_since):
    file, _, other = erased_since
    assert restore(file) == []
    assert openings() == [other.id]
    assert len(keys()) == 1
    refuse_to_start()


def test_it_is_erased_again_even_where_no_job_had_run_since(cast, tmp_path):
    """The database is lost the moment after the person was answered."""
    one, file = opened(given(cast.omar.id)), tmp_path / "before.zip"
    write(one)
    with only_the_guard_of_erasures(file), transaction() as session:
        erase_person(session, cast.omar.id, cast.cora.actor, Reason.ASKED)
    assert restore(file) == []
    assert openings() == []


def test_the_thread_says_it_again_since_the_entry_was_lost(erased_since, session):
    file, one, _ = erased_since
    restore(file)
    keep()
    said = [each.event for each in entries(db.session())]
    assert [event.thread for event in said if event.type == EntryType.ERASURE_PERFORMED] == [
        one.thread
    ]


def test_a_second_restore_finds_the_same(erased_since):
    file, _, other = erased_since
    restore(file)
    restore(file)
    assert openings() == [other.id]


def test_it_cannot_be_written_to_again_after_the_restore(erased_since, cast):
    file, one, _ = erased_since
    restore(file)
    with pytest.raises(ThreadErased):
        write(opened(withdrawn(cast.omar.id), one.thread))


def test_without_the_replay_nothing_starts_until_the_command_ran(erased_since, app, monkeypatch):
    """A file put back by hand, or a restore that was cut short after the rows."""
    file, one, other = erased_since
    with monkeypatch.context() as cut_short:
        cut_short.setattr(hooks, "after_restore", ())
        restore(file)
    assert openings() == sorted((one.id, other.id))
    with pytest.raises(SystemExit, match="flask ledger erase-again"):
        refuse_to_start()
    said = app.test_cli_runner().invoke(args=["ledger", "erase-again"])
    assert "1 openings were there again, and are erased." in said.output
    assert openings() == [other.id]
    refuse_to_start()


def test_a_second_place_that_was_never_told_would_let_it_back_in(cast, tmp_path):
    """The planted fault: this is why rows wait until the second place knows."""
    one, file = opened(given(cast.omar.id)), tmp_path / "before.zip"
    write(one)
    with only_the_guard_of_erasures(file):
        with transaction() as session:
            erase_person(session, cast.omar.id, cast.cora.actor, Reason.ASKED)
            session.execute(delete(LedgerErasure))
        keep()
    restore(file)
    assert openings() == [one.id]


def test_after_a_restore_from_later_there_is_nothing_to_erase(cast, tmp_path, session):
    file = tmp_path / "after.zip"
    write(opened(given(cast.omar.id)))
    with transaction() as erasing:
        erase_person(erasing, cast.omar.id, cast.cora.actor, Reason.ASKED)
    keep()
    make_backup(settings=settings(), file=file)
    assert restore(file) == []
    assert list(starting.refusals(db.session(), settings())) == []
    assert list(erasures.refusals(db.session(), settings())) == []
    count = select(func.count()).select_from(LedgerErasure)
    assert db.session().scalars(count).one() == 1
    assert len(entries(db.session())) == 2


def test_what_waited_for_its_place_keeps_its_turn(cast, tmp_path):
    """Tickets rise within a thread, also from before a restore to after it."""
    file, one = tmp_path / "waiting.zip", opened(given(cast.omar.id))
    write(*(opened(given(cast.mira.id)) for _ in range(3)), one)
    make_backup(settings=settings(), file=file)
    assert restore(file) == []
    after = opened(withdrawn(cast.omar.id), one.thread)
    write(after)
    keep()
    theirs = [each for each in entries(db.session()) if each.event.thread == one.thread]
    assert [each.event.id for each in theirs] == [one.id, after.id]
