"""Two workers, one delivery: on every database."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from foundation import clock
from foundation.database import db, transaction
from foundation.webhooks import sending
from foundation.webhooks.gateway import Answer
from foundation.webhooks.models import Delivery, DeliveryStatus
from tests.databases.crowd import at_once
from tests.webhooks.test_sending import announce, attempts, deliveries

pytestmark = pytest.mark.usefixtures("each_connection")
TAKEN = Answer(200, "", "", 1)
BROKEN = Answer(500, "", "", 1)


def test_two_workers_that_see_the_same_delivery_agree_on_one(app, endpoint):
    announce()
    both_saw_it, claims = Barrier(2), []

    def work():
        with app.app_context():
            at = clock.now()
            (seen,) = sending._due_ids(db.session(), at)
            both_saw_it.wait()
            with transaction() as session:
                claims.append(sending._claim(session, seen, at))

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(claims) == [False, True]


def test_without_the_condition_both_would_send_it(endpoint, monkeypatch):
    """The planted fault: a claim that does not ask again takes what another already has."""
    announce()
    assert len(sending.claim_due()) == 1
    assert sending.claim_due() == []
    monkeypatch.setattr(sending, "_due", lambda _at: Delivery.id.is_not(None))
    assert len(sending.claim_due()) == 1


def test_what_a_dead_worker_left_behind_is_taken_over(endpoint):
    announce()
    (left,) = sending.claim_due()
    clock.move(sending.CLAIMED_FOR)
    (taken_over,) = sending.claim_due()
    assert (left.attempt, taken_over.attempt) == (1, 2)


def test_who_was_overtaken_keeps_the_fact_and_changes_nothing_else(endpoint):
    announce()
    (slow,) = sending.claim_due()
    clock.move(sending.CLAIMED_FOR)
    (quick,) = sending.claim_due()
    sending.mark(quick, TAKEN)
    sending.mark(slow, BROKEN)
    assert deliveries()[0].status is DeliveryStatus.DELIVERED
    assert [each.status for each in attempts()] == [500, 200]


def test_a_whole_round_works_here(endpoint, receiver):
    announce()
    assert sending.send_due() == "1 taken, 0 not taken"
    clock.move(timedelta(minutes=1))
    assert sending.send_due() == "0 taken, 0 not taken"
    assert len(receiver.received) == 1


def test_each_event_is_sent_once_however_many_workers_send(app, endpoint, receiver):
    for _ in range(12):
        announce()
    assert at_once(app, 4, lambda _: sending.send_due())
    ids = [received.headers["webhook-id"] for received in receiver.received]
    assert len(ids) == len(set(ids)) == 12
    assert {each.status for each in deliveries()} == {DeliveryStatus.DELIVERED}


def test_a_clock_set_back_by_a_month_keeps_no_delivery_for_a_month(endpoint):
    announce()
    clock.move(-timedelta(days=30))
    assert len(sending.claim_due()) == 1
    assert sending.claim_due() == []


def test_the_longest_wait_is_waited_for(endpoint):
    announce()
    clock.move(-sending.LONGEST_WAIT)
    assert sending.claim_due() == []
