"""Erasing takes all of it and leaves every proof; a crash at any point loses none of that."""

from concurrent.futures import ThreadPoolExecutor

import metamorphic_log
import pytest
from sqlalchemy import select

from consent.keeping import erasures, places
from consent.keeping.jobs import has_work, keep
from consent.keeping.openings import read
from consent.ledger.entries import EntryType
from consent.ledger.explaining.sentences import explained
from consent.ledger.fresh_ids import fresh_id
from consent.ledger.models import LedgerEntry
from consent.ledger.openings import closing, data_keys, erasing, reading, telling, writing
from consent.ledger.openings.erasing import Reason, erase_person, erase_thread
from consent.ledger.openings.models import LedgerErasure
from consent.ledger.tree import Tree
from foundation.audit import AuditEvent
from foundation.database import commit_together, db, transaction
from foundation.web import settings
from tests.consent.ledger.openings.signing_people import (
    given,
    keys,
    licensed,
    opened,
    openings,
    refused,
    withdrawn,
    write,
)
from tests.consent.ledger.writing import entries

pytestmark = pytest.mark.usefixtures("each_database")


class Crash(BaseException):
    """As a process that is killed: nobody catches it."""


@pytest.fixture
def second(app):
    return places.second_place(settings())


def erase(person, actor, **which) -> int:
    with transaction() as session:
        return erase_person(session, person.id, actor, Reason.ASKED, **which)


def test_all_of_it_goes_and_the_thread_says_so(cast, session):
    one = opened(given(cast.omar.id))
    write(one, opened(withdrawn(cast.omar.id), one.thread))
    assert erase(cast.omar, cast.cora.actor) == 2
    keep()
    assert (openings(), keys(), read(session, [one.id])) == ([], set(), {})
    assert reading.people_of(session, [one.thread]) == {}
    erased = entries(session)[-1]
    assert (erased.event.type, erased.n) == (EntryType.ERASURE_PERFORMED, 2)
    assert (erased.event.actor, erased.event.commitment) == ("compliance", "")
    assert "erased" in explained(erased)


def test_of_others_nothing_goes(cast):
    other = opened(given(cast.mira.id))
    write(opened(given(cast.omar.id)), other)
    erase(cast.omar, cast.cora.actor)
    assert (openings(), keys()) == ([other.id], {cast.mira.id})


def test_one_thread_alone_leaves_the_key_for_the_rest(cast):
    one, other = opened(given(cast.omar.id)), opened(given(cast.omar.id))
    write(one, other)
    with transaction() as session:
        assert erase_thread(session, one.thread, cast.cora.actor, Reason.PERIOD_OVER) == 1
    assert (openings(), keys()) == ([other.id], {cast.omar.id})


def test_every_proof_stays_what_it_was(cast, session):
    many = [opened(given(cast.omar.id)) for _ in range(9)]
    write(*many)
    keep()
    root = Tree(session, 9).root()
    before = session.execute(select(LedgerEntry.leaf, LedgerEntry.body)).all()
    erase(cast.omar, cast.cora.actor)
    keep()
    assert session.execute(select(LedgerEntry.leaf, LedgerEntry.body)).all()[:9] == before
    tree = Tree(session, 18)
    metamorphic_log.verify_consistency(9, 18, tree.consistency(9), root, tree.root())
    for index in range(9):
        proof = tree.inclusion(index)
        metamorphic_log.verify_inclusion(index, 18, before[index].leaf, proof, tree.root())


def test_what_stays_for_good_does_not_lead_back_to_the_thread(cast, session):
    one = opened(given(cast.omar.id))
    write(one)
    erase(cast.omar, cast.cora.actor)
    (event,) = session.scalars(select(AuditEvent).where(AuditEvent.action == "opening.erased"))
    assert (event.subject_id, event.details) == (cast.omar.id, {"reason": "asked", "openings": 1})
    for table in ("consent_ledger_erasure", "consent_ledger_entry", "consent_ledger_outbox"):
        rows = str(session.connection().exec_driver_sql(f"SELECT * FROM {table}").all())
        assert str(cast.omar.id) not in rows
        assert cast.omar.id.hex not in rows


def test_nothing_private_is_written_to_an_erased_thread(cast):
    one = opened(given(cast.omar.id))
    write(one)
    erase(cast.omar, cast.cora.actor)
    for again in (one, opened(withdrawn(cast.omar.id), one.thread)):
        with pytest.raises(writing.ThreadErased):
            write(again)
    write(opened(given(cast.omar.id)))


def test_what_others_said_in_a_shared_thread_stays(cast, second):
    thread = fresh_id()
    signed, extended = licensed(cast.ada.id, cast.ben.id, thread)
    write(signed, extended)
    erase(cast.ada, cast.cora.actor)
    keep()
    assert (openings(), keys()) == ([extended.id], {cast.ben.id})
    assert second.erasures() == {signed.id}
    erase(cast.ben, cast.cora.actor)
    keep()
    assert second.erasures() == {signed.id, thread}


def test_undone_it_leaves_everything_and_tells_nobody(cast, second):
    one = opened(given(cast.omar.id))
    write(one)
    with pytest.raises(Crash), transaction() as session:
        erase_person(session, cast.omar.id, cast.cora.actor, Reason.ASKED)
        raise Crash
    keep()
    assert (openings(), second.erasures()) == ([one.id], frozenset())


def test_who_is_answered_may_rely_on_it(cast, second):
    """Else an older backup, come back in the next second, would bring all of it back."""
    one = opened(given(cast.omar.id))
    write(one)
    erase(cast.omar, cast.cora.actor)
    assert second.erasures() == {one.thread}
    assert not telling.anything_untold(db.session())


def test_what_the_web_edge_keeps_with_more_is_told_once_that_is_kept(cast, second):
    one = opened(given(cast.omar.id))
    write(one)
    with commit_together():
        erase(cast.omar, cast.cora.actor)
        assert second.erasures() == frozenset()
    assert second.erasures() == {one.thread}


def test_a_crash_before_the_second_place_is_told_is_made_good(cast, second, monkeypatch):
    one = opened(given(cast.omar.id))
    write(one)
    with monkeypatch.context() as crash:
        crash.setattr(type(second), "add_erasures", _crash)
        with pytest.raises(Crash):
            erase(cast.omar, cast.cora.actor)
    assert (openings(), second.erasures()) == ([], frozenset())
    assert has_work()
    keep()
    assert second.erasures() == {one.thread}


def test_a_second_place_that_does_not_answer_refuses_nobody(cast, second, monkeypatch):
    """It is erased already. The job tells it when it can."""
    write(opened(given(cast.omar.id)))
    with monkeypatch.context() as away:
        away.setattr(type(second), "add_erasures", _away)
        assert erase(cast.omar, cast.cora.actor) == 1
    assert has_work()
    keep()
    assert len(second.erasures()) == 1


def _away(*_: object) -> None:
    raise OSError("the disk is not there")


def test_a_crash_after_it_was_told_tells_it_the_same_again(cast, second, session, monkeypatch):
    one = opened(given(cast.omar.id))
    write(one)
    with monkeypatch.context() as crash:
        crash.setattr(erasures.telling, "mark_told", _crash)
        with pytest.raises(Crash):
            erase(cast.omar, cast.cora.actor)
    assert second.erasures() == {one.thread}
    keep()
    assert second.erasures() == {one.thread}
    assert session.scalars(select(LedgerErasure.told_at)).one() is not None


def test_a_crash_in_the_middle_of_erasing_keeps_all_or_nothing(cast, monkeypatch):
    one = opened(given(cast.omar.id))
    write(one)
    with monkeypatch.context() as crash:
        crash.setattr(erasing, "say_so", _crash)
        with pytest.raises(Crash):
            erase(cast.omar, cast.cora.actor)
    assert (openings(), keys()) == ([one.id], {cast.omar.id})


def _crash(*_: object) -> None:
    raise Crash


def test_nothing_is_signed_about_an_erasure_that_was_not_told(cast, second, session, monkeypatch):
    write(opened(given(cast.omar.id)))
    keep()
    signed = second.newest()
    monkeypatch.setattr(type(second), "add_erasures", _away)
    erase(cast.omar, cast.cora.actor)
    with pytest.raises(OSError, match="the disk"):
        keep()
    assert second.newest() == signed


def test_erasing_twice_says_so_once(cast, session):
    write(opened(given(cast.omar.id)))
    assert erase(cast.omar, cast.cora.actor) == 1
    assert erase(cast.omar, cast.cora.actor) == 0
    keep()
    types = [each.event.type for each in entries(session)]
    assert types.count(EntryType.ERASURE_PERFORMED) == 1


def test_who_writes_while_it_is_erased_leaves_nothing_without_its_key(app, cast, session):
    """Whatever the order, afterwards each opening that is there can be read."""
    write(opened(given(cast.omar.id)))
    with ThreadPoolExecutor(5) as pool:
        writers = [pool.submit(_write_some, app, cast.omar.id) for _ in range(4)]
        eraser = pool.submit(_erase_some, app, cast)
        for future in (*writers, eraser):
            future.result()
    left = openings()
    assert len(read(db.session(), left)) == len(left)


def _write_some(app, person) -> None:
    with app.app_context():
        for _ in range(8):
            try:
                write(opened(given(person)))
            except data_keys.ErasedMeanwhile:
                db.session.rollback()
        db.session.remove()


def _erase_some(app, cast) -> None:
    with app.app_context():
        for _ in range(8):
            try:
                erase(cast.omar, cast.cora.actor)
            except data_keys.ErasedMeanwhile:
                db.session.rollback()
        db.session.remove()


def test_closing_an_account_keeps_what_was_allowed_and_drops_what_was_refused(cast):
    kept, dropped = opened(given(cast.omar.id)), opened(refused(cast.omar.id))
    write(kept, dropped)
    with transaction() as session:
        closing.forget(session, cast.omar.id)
    assert openings() == [kept.id]
