"""Papers by themselves: reminded once and in time, lapsed once it is too late, forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.keeping.jobs import keep
from consent.ledger.explaining.words import Signature
from consent.ledger.openings.erasing import Reason, erase_thread
from consent.signing import actions, jobs, queries
from consent.signing.errors import AnsweredAlready, PaperNotKept
from consent.signing.jobs import forget_erased, lapse, remind
from consent.signing.models import Agreement
from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import leases
from foundation.notices.models import Notice
from foundation.web import settings
from tests.consent.signing.asked import ask_one, shown, sign, state

pytestmark = pytest.mark.usefixtures("each_database")
TRAINING, REPLICA = Signature.NON_GENERATIVE_TRAINING, Signature.REPLICA


@pytest.fixture
def waiting(cast):
    return ask_one(cast.omar, TRAINING)


def ran(job):
    lease = leases.claim(job.__name__, new_id(), timedelta(hours=1), even_if_not_due=True)
    done = job(lease)
    leases.give_back(lease, "done", done)
    return done


def told(kind):
    db.session.rollback()
    return db.session().scalars(select(Notice.text).where(Notice.kind == kind)).all()


def test_what_was_not_answered_lapses_the_day_after_its_last(cast, waiting):
    clock.move(timedelta(days=8, hours=14, minutes=59))
    assert ran(lapse) == "0 lapsed"
    clock.move(timedelta(minutes=1))
    assert ran(lapse) == "1 lapsed"
    assert ran(lapse) == "0 lapsed"
    assert state(waiting) == "lapsed"
    assert len(told("signing.lapsed")) == 1
    with pytest.raises(AnsweredAlready):
        actions.refuse(waiting, actor=cast.omar.actor)


def test_what_was_answered_does_not_lapse(cast, waiting):
    other = ask_one(cast.omar, TRAINING)
    sign(cast.omar, waiting, TRAINING)
    actions.refuse(other, actor=cast.omar.actor)
    clock.move(timedelta(days=30))
    assert ran(lapse) == "0 lapsed"
    assert (state(waiting), state(other)) == ("signed", "refused")


def test_one_is_reminded_once_three_days_before(cast, waiting):
    clock.move(timedelta(days=5, hours=14))
    assert ran(remind) == "0 reminded"
    clock.move(timedelta(hours=1))
    assert ran(remind) == "1 reminded"
    assert ran(remind) == "0 reminded"
    assert told("signing.reminded") == [
        "The paper about non-generative training still waits for your answer, until"
        " 11 Mar 2026, 00:00 UTC."
    ]


def test_of_a_replica_one_is_reminded_before_its_notice_is_too_late(cast):
    ask_one(cast.omar, REPLICA)
    clock.move(timedelta(days=3, hours=15))
    assert ran(remind) == "1 reminded"
    assert told("signing.reminded")[0].endswith("until 9 Mar 2026, 00:00 UTC.")


def test_of_a_replica_that_was_shown_one_has_until_its_last_day(cast):
    replica = ask_one(cast.omar, REPLICA)
    shown(cast.omar, replica)
    clock.move(timedelta(days=3, hours=15))
    assert ran(remind) == "0 reminded"


def test_nobody_is_reminded_on_the_day_they_are_asked(cast):
    today = clock.now().date()
    ask_one(cast.omar, TRAINING, first_day=today + timedelta(days=1))
    clock.move(timedelta(hours=23))
    assert ran(remind) == "0 reminded"
    clock.move(timedelta(hours=1))
    assert ran(remind) == "1 reminded"


def test_papers_that_are_never_due_keep_nobody_waiting(cast, monkeypatch):
    """Two replicas, shown and far from their last day, are asked for first."""
    monkeypatch.setattr(jobs, "_AT_ONCE", 1)
    today = clock.now().date()
    for _ in range(2):
        shown(cast.omar, ask_one(cast.omar, REPLICA, first_day=today + timedelta(days=4)))
    late = ask_one(cast.omar, REPLICA, first_day=today + timedelta(days=5))
    clock.move(timedelta(days=1))
    assert ran(remind) == "1 reminded"
    assert db.session().get_one(Agreement, late).reminded_at


def test_a_document_goes_with_what_the_ledger_opened(cast, waiting):
    sign(cast.omar, waiting, TRAINING)
    other = ask_one(cast.omar, TRAINING, engagement_id=None)
    sign(cast.omar, other, TRAINING)
    keep()
    with transaction() as session:
        thread = session.get_one(Agreement, waiting).thread
        erase_thread(session, thread, SYSTEM, Reason.PERIOD_OVER)
    assert ran(forget_erased) == "1 forgotten"
    assert ran(forget_erased) == "0 forgotten"
    with pytest.raises(PaperNotKept):
        queries.paper(db.session(), waiting, settings().master_key)
    assert queries.paper(db.session(), other, settings().master_key).names
