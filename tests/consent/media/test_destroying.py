"""What may not be kept is destroyed by its day, with its copies, once, and on record."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consent.keeping import openings
from consent.ledger.entries import EntryType
from consent.ledger.explaining.words import DestructionCause, Media
from consent.ledger.models import LedgerOutbox
from consent.ledger.openings.erasing import remember
from consent.media import jobs
from consent.media.destroying import (
    begin_destruction,
    call_off_destruction,
    end_destruction,
    order_destruction,
    orders_of,
)
from consent.media.errors import DestructionBegan
from consent.media.jobs import JOBS
from consent.media.models import Destruction
from foundation import clock, storage
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.jobs.models import JobRun, Outcome
from foundation.notices.models import Notice
from foundation.web import settings
from tests.consent.grants.granted import allowing, given, registered, tell, withdrawn
from tests.consent.media.files import again, is_stored, kept

pytestmark = pytest.mark.usefixtures("each_database", "app")
MONTH = timedelta(days=30)


def ordered(recording, cause=DestructionCause.WITHDRAWN, within=MONTH) -> Destruction:
    with transaction() as writing:
        order = order_destruction(writing, recording, cause, due_on=(now() + within).date())
        writing.expunge(order)
    return order


def run() -> None:
    assert run_due(JOBS, new_id(), even_if_not_due=True) == len(JOBS)
    db.session.rollback()


def told(grant) -> list[dict]:
    session = db.session()
    events = select(LedgerOutbox.event_id).where(
        LedgerOutbox.thread == grant.thread, LedgerOutbox.type == EntryType.MEDIA_DESTROYED.value
    )
    ids = session.scalars(events).all()
    return [each.payload for each in openings.read(session, ids).values()]


@pytest.fixture
def ended():
    grant = allowing()
    tell(grant, withdrawn(grant))
    return grant


def test_original_derived_files_and_backups_are_gone_on_the_day_and_not_before(ended):
    files = [kept(ended.recording_id, kind) for kind in Media]
    ordered(ended.recording_id)
    clock.move(MONTH - timedelta(days=1))
    run()
    assert all(map(is_stored, files))
    clock.move(timedelta(days=1))
    run()
    assert not any(map(is_stored, files))
    assert all(again(file).destroyed_at for file in files)
    (payload,) = told(ended)
    assert payload["media"] == ["original", "derived", "backup"]
    assert payload["files"] == sorted(file.sha256 for file in files)
    assert payload["cause"] == "withdrawn"


def test_each_performer_of_a_mix_has_it_on_record():
    mix = allowing()
    other = allowing(mix.recording_id)
    kept(mix.recording_id)
    tell(mix, withdrawn(mix))
    ordered(mix.recording_id, within=timedelta(0))
    run()
    assert len(told(mix)) == len(told(other)) == 1


def test_how_a_consent_ended_is_told_to_whose_it_was_and_to_no_partner():
    mix = allowing()
    partner = allowing(mix.recording_id)
    kept(mix.recording_id)
    tell(mix, withdrawn(mix))
    ordered(mix.recording_id, within=timedelta(0))
    run()
    assert [each["cause"] for each in told(mix)] == ["withdrawn"]
    assert [each["cause"] for each in told(partner)] == ["retention_ended"]
    session = db.session()
    texts = session.scalars(select(Notice.text).where(Notice.kind == "media.destroyed")).all()
    assert len(set(texts)) == 1


def test_a_rejected_take_is_told_to_everybody_in_it():
    mix = registered()
    partner = registered(mix.recording_id)
    kept(mix.recording_id)
    ordered(mix.recording_id, DestructionCause.TAKE_REJECTED, within=timedelta(0))
    run()
    assert {told(each)[0]["cause"] for each in (mix, partner)} == {"take_rejected"}


def test_a_second_run_and_a_second_order_tell_nothing_twice(ended):
    kept(ended.recording_id)
    ordered(ended.recording_id, within=timedelta(0))
    ordered(ended.recording_id, DestructionCause.RETENTION_ENDED, within=timedelta(0))
    run()
    run()
    assert len(told(ended)) == 1
    assert all(order.destroyed_at for order in orders_of(db.session(), ended.recording_id))


def test_ordered_twice_for_one_cause_the_earlier_day_holds(ended):
    ordered(ended.recording_id, within=timedelta(days=9))
    ordered(ended.recording_id, within=timedelta(days=20))
    (order,) = orders_of(db.session(), ended.recording_id)
    assert order.due_on == (now() + timedelta(days=9)).date()


def test_killed_between_deleting_and_recording_it_is_gone_on_with(ended):
    file = kept(ended.recording_id)
    order = ordered(ended.recording_id, within=timedelta(0))
    with transaction() as writing:
        assert [each.id for each in begin_destruction(writing, order.id)] == [file.id]
    assert told(ended) == []
    run()
    assert not is_stored(file)
    assert len(told(ended)) == 1


def test_recorded_by_two_at_once_it_is_on_record_once(ended):
    file = kept(ended.recording_id)
    order = ordered(ended.recording_id, within=timedelta(0))
    with transaction() as writing:
        begin_destruction(writing, order.id)
    for ends in (True, False):
        with transaction() as writing:
            assert end_destruction(writing, order.id, [file.id]) is ends
    assert len(told(ended)) == 1


def test_nothing_is_recorded_as_destroyed_that_was_not_deleted(ended):
    """A copy that turned up in between is deleted by the next run, and told then."""
    first, second = kept(ended.recording_id), kept(ended.recording_id, Media.BACKUP)
    order = ordered(ended.recording_id, within=timedelta(0))
    with transaction() as writing:
        begin_destruction(writing, order.id)
        assert not end_destruction(writing, order.id, [first.id])
    assert again(second).destroyed_at is None
    run()
    assert not is_stored(second)
    assert len(told(ended)) == 2


def test_consent_that_was_given_anew_keeps_the_files(ended):
    file = kept(ended.recording_id)
    ordered(ended.recording_id, within=timedelta(0))
    anew = registered(ended.recording_id, ended.performer_id)
    tell(anew, given(anew))
    run()
    assert is_stored(file)
    assert orders_of(db.session(), ended.recording_id) == []


def test_one_performers_consent_does_not_keep_what_another_took_back():
    mix = allowing()
    allowing(mix.recording_id)
    tell(mix, withdrawn(mix))
    file = kept(mix.recording_id)
    ordered(mix.recording_id, within=timedelta(0))
    run()
    assert not is_stored(file)


def test_called_off_after_an_appeal_nothing_is_destroyed():
    grant = registered()
    file = kept(grant.recording_id)
    ordered(grant.recording_id, DestructionCause.TAKE_REJECTED, within=timedelta(0))
    with transaction() as writing:
        called_off = call_off_destruction(
            writing, grant.recording_id, DestructionCause.TAKE_REJECTED
        )
    assert called_off == 1
    run()
    assert is_stored(file)


def test_nothing_is_added_to_what_is_being_destroyed(ended):
    kept(ended.recording_id)
    order = ordered(ended.recording_id, within=timedelta(0))
    with transaction() as writing:
        begin_destruction(writing, order.id)
    with pytest.raises(DestructionBegan):
        kept(ended.recording_id, Media.DERIVED)


def test_who_was_erased_is_not_written_about_and_the_files_still_go(ended):
    file = kept(ended.recording_id)
    ordered(ended.recording_id, within=timedelta(0))
    with transaction() as writing:
        remember(writing, [ended.thread])
    before = db.session().scalar(select(func.count()).select_from(LedgerOutbox))
    run()
    assert not is_stored(file)
    assert db.session().scalar(select(func.count()).select_from(LedgerOutbox)) == before


def test_a_file_that_cannot_be_deleted_holds_nothing_else_back(ended):
    """Not the other files of its recording, nor other recordings; it is tried again, and shown."""
    stuck, beside = kept(ended.recording_id), kept(ended.recording_id, Media.DERIVED)
    other = allowing()
    tell(other, withdrawn(other))
    elsewhere = kept(other.recording_id)
    for recording in (ended.recording_id, other.recording_id):
        ordered(recording, within=timedelta(0))
    path = storage.of(settings()).path(stuck.storage_key)
    path.unlink()
    path.mkdir()
    run()
    assert again(stuck).destroyed_at is None
    assert again(beside).destroyed_at
    assert again(elsewhere).destroyed_at
    failed = select(JobRun.said).where(JobRun.outcome == Outcome.FAILED)
    (said,) = db.session().scalars(failed)
    assert said.startswith("SomeFailed: 1 done, 1 tried again by the next run")
    path.rmdir()
    run()
    assert again(stuck).destroyed_at
    assert len(told(ended)) == 2


def test_those_that_cannot_be_ended_do_not_crowd_out_the_rest(ended, monkeypatch):
    file = kept(ended.recording_id)
    path = storage.of(settings()).path(file.storage_key)
    path.unlink()
    path.mkdir()
    ordered(ended.recording_id, within=timedelta(0))
    other = allowing()
    tell(other, withdrawn(other))
    elsewhere = kept(other.recording_id)
    clock.move(timedelta(days=1))
    ordered(other.recording_id, within=timedelta(0))
    monkeypatch.setattr(jobs, "_AT_ONCE", 1)
    run()
    run()
    assert again(elsewhere).destroyed_at
