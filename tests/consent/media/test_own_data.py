"""Why files were held: shown to whom it concerns, erased once over, and the hold itself stays."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consent.media.actions import lift_hold
from consent.media.jobs import forget_words
from consent.media.models import LegalHold, LegalHoldWords
from consent.media.own_data import WORDS_KEPT, exports_of, forget
from foundation import clock
from foundation.database import db, transaction
from tests.consent.media.files import kept
from tests.consent.media.test_holding import hold
from tests.consent.recordings.performed import recorded
from tests.consent.rights.test_ends import run

pytestmark = pytest.mark.usefixtures("each_database", "app")


@pytest.fixture
def held(cast):
    (grant,) = recorded(cast.omar.id)
    kept(grant.recording_id)
    return hold(grant.recording_id, cast.cora.actor)


def close(person):
    with transaction() as session:
        forget(session, person.id)


def counted():
    db.session.rollback()
    counts = [select(func.count()).select_from(each) for each in (LegalHold, LegalHoldWords)]
    return [db.session.scalar(each) for each in counts]


def test_a_performer_finds_it_in_their_own_copy_and_nobody_else_does(cast, held):
    (said,) = exports_of(db.session(), cast.omar.id)["recordings_held"]
    assert (said["name"], said["reason"]) == ("Court of Berlin, 3 O 12/26", "Claim for pay")
    assert exports_of(db.session(), cast.mira.id) == {"recordings_held": []}


def test_while_it_stands_it_keeps_its_name(cast, held):
    close(cast.omar)
    assert counted() == [1, 1]


def test_once_lifted_its_words_go_and_that_it_was_stays(cast, held):
    lift_hold(held, actor=cast.cora.actor)
    close(cast.mira)
    assert counted() == [1, 1]
    close(cast.omar)
    assert counted() == [1, 0]
    (said,) = exports_of(db.session(), cast.omar.id)["recordings_held"]
    assert (said["name"], said["until"]) == ("", "2026-03-09")


def test_after_its_last_day_its_words_go_too(cast, held):
    clock.move(timedelta(days=8))
    close(cast.omar)
    assert counted() == [1, 0]


def test_words_of_what_is_long_over_go_by_themselves(cast, held):
    clock.move(timedelta(days=7) + WORDS_KEPT)
    assert run(forget_words) == "0 forgotten"
    clock.move(timedelta(days=1))
    assert run(forget_words) == "1 forgotten"
    assert run(forget_words) == "0 forgotten"
    assert counted() == [1, 0]
