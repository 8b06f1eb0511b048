"""An entry and its opening are written together, once, for one person, readable with the key."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from consent.keeping.jobs import keep
from consent.keeping.openings import read, write_opened
from consent.ledger.commitments import opens
from consent.ledger.explaining.schemas import BadOpening
from consent.ledger.explaining.words import Use
from consent.ledger.fresh_ids import fresh_id
from consent.ledger.openings import reading
from consent.ledger.openings.models import LedgerDataKey, LedgerOpening
from consent.ledger.openings.writing import OtherPersonsThread
from consent.ledger.outbox import EventChanged, waiting
from foundation import clock
from foundation.database import db, transaction
from foundation.sealing import BrokenSeal
from tests.consent.ledger.openings.signing_people import (
    given,
    keys,
    licensed,
    opened,
    openings,
    withdrawn,
    write,
)
from tests.consent.ledger.writing import entries

pytestmark = pytest.mark.usefixtures("each_database")


def test_what_was_written_opens_its_entry(cast, session):
    one = opened(given(cast.omar.id))
    write(one)
    keep()
    (entry,) = entries(session)
    found = read(session, [one.id])[one.id]
    assert found.payload == one.opening.payload()
    assert opens(entry, found.salt, found.payload)


def test_an_undone_transaction_leaves_neither_entry_nor_opening(cast, session):
    with pytest.raises(ZeroDivisionError), transaction() as undone:
        write_opened(undone, [opened(given(cast.omar.id))])
        _ = 1 / 0
    assert (waiting(session), openings(), keys()) == (0, [], set())


def test_the_same_again_is_nothing_new(cast, session):
    one = opened(given(cast.omar.id))
    write(one)
    write(one)
    keep()
    write(one, one)
    assert openings() == [one.id]
    assert waiting(session) == 0


@pytest.mark.parametrize("placed", [False, True])
def test_another_content_under_a_used_id_is_refused(cast, placed):
    one = opened(withdrawn(cast.omar.id, "First."))
    write(one)
    if placed:
        keep()
    with pytest.raises(EventChanged):
        write(opened(withdrawn(cast.omar.id, "Second."), one.thread, id=one.id))


def test_two_contents_under_one_id_at_once_are_refused(cast):
    thread, name = fresh_id(), fresh_id()
    with pytest.raises(EventChanged):
        write(
            opened(withdrawn(cast.omar.id, "First."), thread, id=name),
            opened(withdrawn(cast.omar.id, "Second."), thread, id=name),
        )


def test_what_cannot_be_explained_is_not_committed_to(cast):
    nonsense = replace(given(cast.omar.id), uses={Use.REVIEW: "perhaps"})
    with pytest.raises(BadOpening, match="uses"):
        write(opened(nonsense))


def test_a_thread_is_about_one_performer(cast):
    one = opened(given(cast.omar.id))
    write(one)
    with pytest.raises(OtherPersonsThread):
        write(opened(withdrawn(cast.mira.id), one.thread))


def test_a_licence_may_be_signed_by_one_and_extended_by_another(cast, session):
    thread = fresh_id()
    write(*licensed(cast.ada.id, cast.ben.id, thread))
    assert reading.people_of(session, [thread]) == {thread: {cast.ada.id, cast.ben.id}}


def test_two_writings_of_the_same_words_look_nothing_alike(cast, session):
    write(opened(given(cast.omar.id)), opened(given(cast.omar.id)))
    one, other = session.scalars(select(LedgerOpening.sealed))
    assert one != other
    keep()
    first, second = entries(session)
    assert first.event.commitment != second.event.commitment


def test_each_person_has_one_key_and_sees_it_made_once(cast):
    write(opened(given(cast.omar.id)), opened(given(cast.mira.id)))
    write(opened(given(cast.omar.id)))
    assert keys() == {cast.omar.id, cast.mira.id}


@pytest.mark.parametrize("column", ["event_id", "person_id"])
def test_an_opening_put_in_anothers_place_does_not_open(cast, session, column):
    one, other = opened(given(cast.omar.id)), opened(given(cast.mira.id))
    write(one, other)
    (sealed,) = session.scalars(
        select(LedgerOpening.sealed).where(LedgerOpening.event_id == one.id)
    )
    with transaction() as moving:
        into = update(LedgerOpening).where(LedgerOpening.event_id == other.id)
        moving.execute(into.values(sealed=sealed))
        if column == "event_id":  # The right person's, and still another event's.
            moving.execute(into.values(person_id=cast.omar.id))
    with pytest.raises(BrokenSeal):
        read(db.session(), [other.id])


def test_a_key_put_in_anothers_place_does_not_open(cast, session):
    one = opened(given(cast.omar.id))
    write(one, opened(given(cast.mira.id)))
    theirs = select(LedgerDataKey.wrapped).where(LedgerDataKey.person_id == cast.mira.id)
    (wrapped,) = session.scalars(theirs)
    with transaction() as moving:
        into = update(LedgerDataKey).where(LedgerDataKey.person_id == cast.omar.id)
        moving.execute(into.values(wrapped=wrapped))
    with pytest.raises(BrokenSeal):
        read(db.session(), [one.id])


def test_many_are_read_at_once(cast, session):
    many = [opened(given(cast.omar.id)) for _ in range(1200)]
    write(*many)
    assert len(read(session, [each.id for each in many])) == 1200
    assert reading.threads_of(session, cast.omar.id) == {each.thread for each in many}
    assert reading.thread_of(session, [many[0].id, fresh_id()]) == {many[0].id: many[0].thread}


def test_repeated_after_midnight_it_is_the_same(cast):
    one = opened(given(cast.omar.id))
    write(one)
    clock.move(timedelta(days=1))
    write(one)
    assert openings() == [one.id]
