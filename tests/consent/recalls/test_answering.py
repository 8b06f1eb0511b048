"""A holder answers once, for all that was asked, and the ledger has it in the same act."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from consent.keeping.jobs import keep
from consent.keeping.openings import lines_of
from consent.ledger.explaining.replaying import replay
from consent.ledger.explaining.words import Attestation, RecallCause
from consent.recalls import answering
from consent.recalls.answering import attest_recall, confirm_stop
from consent.recalls.errors import (
    AllFiles,
    AlreadyAttested,
    AlreadyStopped,
    InOtherCopies,
    NotAllFiles,
    NotEnough,
    NotItsFiles,
    RecallNotFound,
    UnknownFiles,
)
from consent.recalls.models import RecallAttestation
from foundation import clock
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from tests.cast import NORTHLAB
from tests.consent.grants.granted import suspended
from tests.consent.holders.holding import FILE, held
from tests.consent.recalls.ending import end, recalls, withdraw
from tests.consent.recordings.performed import recorded
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_database", "app")
OTHER = f"sha256:{'0f' * 32}"
DESTROYED, PARTLY = Attestation.DESTROYED, Attestation.PARTLY_DESTROYED


@pytest.fixture
def grant(cast):
    (grant,) = recorded(cast.omar.id)
    return grant


@pytest.fixture
def recall(grant):
    held(grant, client=NORTHLAB)
    withdraw(grant)
    (recall,) = recalls()
    return recall


@pytest.fixture
def recall_of_two(grant):
    held(grant, client=NORTHLAB)
    held(grant, client=NORTHLAB, files=[OTHER])
    withdraw(grant)
    (recall,) = recalls()
    return recall


def standing(grant):
    db.session.rollback()
    keep()
    lines = lines_of(db.session(), [grant.thread])
    return replay([(bytes(each.entry), each.payload) for each in lines], now().date())


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_the_holders_people_answer_and_the_ledger_closes_it(cast, grant, recall, name):
    assert standing(grant).recalls == [str(recall.id)]
    attest_recall(recall.id, DESTROYED, [FILE], actor=getattr(cast, name).actor)
    found = standing(grant)
    assert (found.recalls, found.faults) == ([], [])
    last = lines_of(db.session(), [grant.thread])[-1].payload
    assert (last["answer"], last["files"]) == ("destroyed", [FILE])
    assert recalls()[0].attested_at == now()


@pytest.mark.parametrize("name", ["rolf", "vera", "omar", "cora", "remy", "admin"])
def test_to_everybody_else_it_does_not_exist(cast, recall, name):
    with pytest.raises(RecallNotFound):
        attest_recall(recall.id, DESTROYED, [FILE], actor=getattr(cast, name).actor)
    with pytest.raises(RecallNotFound):
        confirm_stop(recall.id, actor=getattr(cast, name).actor)


def test_twice_is_refused_and_told_once(cast, grant, recall):
    attest_recall(recall.id, DESTROYED, [FILE], actor=cast.ada.actor)
    with pytest.raises(AlreadyAttested):
        attest_recall(recall.id, DESTROYED, [FILE], actor=cast.ben.actor)
    assert standing(grant).faults == []


def test_of_many_at_once_one_answers(app, cast, grant, recall):
    outcomes = at_once(
        app, 8, lambda _: attest_recall(recall.id, DESTROYED, [FILE], actor=cast.ada.actor)
    )
    assert [each for each in outcomes if each is None] == [None]
    assert {type(each) for each in outcomes if each} == {AlreadyAttested}
    assert standing(grant).faults == []


def test_what_is_left_of_a_part_is_asked_for_by_the_same_day(cast, grant, recall_of_two):
    clock.move(timedelta(days=3))
    rest = attest_recall(recall_of_two.id, PARTLY, [OTHER], actor=cast.ada.actor)
    _, second = sorted(recalls(), key=lambda each: each.follows_id is not None)
    assert (second.id, second.files) == (rest, [FILE])
    assert second.attest_due_at == recall_of_two.attest_due_at
    assert standing(grant).recalls == [str(rest)]
    attest_recall(second.id, DESTROYED, [FILE], actor=cast.ada.actor)
    assert standing(grant).recalls == []


def test_all_is_not_a_part_and_a_part_is_not_all(cast, recall_of_two):
    for answer, files, why in (
        (PARTLY, [FILE, OTHER], AllFiles),
        (DESTROYED, [FILE], NotAllFiles),
        (DESTROYED, [FILE, OTHER, f"sha256:{'00' * 32}"], NotItsFiles),
        (DESTROYED, [], NotItsFiles),
    ):
        with pytest.raises(why):
            attest_recall(recall_of_two.id, answer, files, actor=cast.ada.actor)
    assert all(each.attested_at is None for each in recalls())


def test_one_copys_answer_counts_for_what_no_other_copy_has(cast, grant):
    first = held(grant, client=NORTHLAB, files=[FILE, OTHER])
    second = held(grant, client=NORTHLAB)
    withdraw(grant)
    (recall,) = recalls()
    for files, deliveries in (([FILE], [first]), ([OTHER], [second]), ([OTHER], [new_id()])):
        with pytest.raises(InOtherCopies, match=files[0]):
            attest_recall(recall.id, PARTLY, files, deliveries, actor=cast.ada.actor)
    assert all(each.attested_at is None for each in recalls())
    rest = attest_recall(recall.id, PARTLY, [OTHER], [first], actor=cast.ada.actor)
    attest_recall(rest, DESTROYED, [FILE], [first, second], actor=cast.ada.actor)
    assert standing(grant).recalls == []


def test_the_planted_fault_of_counting_every_copy_is_seen(cast, grant, monkeypatch):
    first = held(grant, client=NORTHLAB)
    held(grant, client=NORTHLAB)
    withdraw(grant)
    (recall,) = recalls()
    monkeypatch.setattr(answering, "_refuse_others", lambda *_given: None)
    attest_recall(recall.id, DESTROYED, [FILE], [first], actor=cast.ada.actor)
    assert recalls()[0].attested_at is not None


def test_hashes_that_are_not_of_it_are_named(cast, recall):
    with pytest.raises(UnknownFiles, match=OTHER):
        attest_recall(recall.id, DESTROYED, [FILE, OTHER], actor=cast.ada.actor)
    many = [f"sha256:{place:064x}" for place in range(9)]
    with pytest.raises(UnknownFiles, match="and 4 more"):
        attest_recall(recall.id, DESTROYED, many, actor=cast.ada.actor)


def test_setting_aside_is_enough_for_a_pause_and_not_for_an_end(cast, grant, recall):
    with pytest.raises(NotEnough):
        attest_recall(recall.id, Attestation.QUARANTINED, [FILE], actor=cast.ada.actor)
    (paused,) = recorded(cast.omar.id)
    held(paused, client=NORTHLAB)
    end(paused, suspended(paused), RecallCause.SUSPENDED)
    (asked,) = [each for each in recalls() if each.grant_id == paused.id]
    attest_recall(asked.id, Attestation.QUARANTINED, [FILE], actor=cast.ada.actor)


def test_stopping_is_said_once_and_leaves_the_answer_open(cast, recall):
    confirm_stop(recall.id, actor=cast.ben.actor)
    with pytest.raises(AlreadyStopped):
        confirm_stop(recall.id, actor=cast.ada.actor)
    (found,) = recalls()
    assert (found.stopped_at, found.attested_at) == (now(), None)


def test_late_it_is_still_taken_and_stays_late(cast, recall):
    clock.move(timedelta(days=31))
    attest_recall(recall.id, DESTROYED, [FILE], actor=cast.ada.actor)
    clock.move(timedelta(days=400))
    assert recalls()[0].is_late


def test_what_is_not_there_is_not_found(cast):
    with pytest.raises(RecallNotFound):
        attest_recall(new_id(), DESTROYED, [FILE], actor=cast.ada.actor)


def test_an_answer_stays_as_it_was(cast, recall):
    attest_recall(recall.id, DESTROYED, [FILE], actor=cast.ada.actor)
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.get_one(RecallAttestation, recall.id).answer = "quarantined"
