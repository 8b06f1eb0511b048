"""What arrives at a receiver over real HTTP, and what is kept of how it went."""

import base64
import contextlib
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from standardwebhooks.webhooks import WebhookVerificationError

from foundation import clock, notices, webhooks
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.mail.queries import latest
from foundation.webhooks import actions, gateway, jobs, patience, queries, sending
from foundation.webhooks.errors import BodyErased, EndpointNotActive
from foundation.webhooks.models import (
    AnswerBody,
    Attempt,
    Delivery,
    DeliveryStatus,
    Endpoint,
    EndpointSecret,
    EndpointStatus,
    EventBody,
)
from tests.cast import NORTHLAB, RIVALLAB, START


def announce(owner=NORTHLAB, **data):
    with transaction() as session:
        webhooks.announce(session, owner, "take.accepted", data)


def deliveries():
    db.session().expire_all()
    return db.session().scalars(select(Delivery).order_by(Delivery.queued_at)).all()


def attempts():
    db.session().expire_all()
    return db.session().scalars(select(Attempt).order_by(Attempt.number)).all()


def state(endpoint) -> EndpointStatus:
    db.session().expire_all()
    return db.session().get_one(Endpoint, endpoint.id).status


@pytest.fixture
def _today(app):
    """The standard's library compares with the real clock."""
    clock.release()


@pytest.mark.usefixtures("_today")
def test_the_standards_library_verifies_what_we_sent(endpoint, receiver):
    announce(take="a1", name="Žofie")
    assert sending.send_due() == "1 taken, 0 not taken"
    (received,) = receiver.received
    body = received.verified_with(endpoint.secret)
    assert body["type"] == "take.accepted"
    assert body["data"] == {"take": "a1", "name": "Žofie"}
    assert received.headers["webhook-id"].startswith("msg_")
    assert received.headers["Content-Type"] == "application/json"


@pytest.mark.usefixtures("_today")
def test_with_another_secret_it_does_not_verify(endpoint, receiver):
    announce()
    sending.send_due()
    with pytest.raises(WebhookVerificationError, match="No matching signature"):
        receiver.received[0].verified_with("whsec_" + "A" * 43 + "=")


@pytest.mark.usefixtures("_today")
def test_during_a_rotation_both_secrets_verify_and_then_only_the_new_one(cast, endpoint, receiver):
    new = actions.rotate_secret(endpoint.id, actor=cast.ada.actor)
    announce()
    sending.send_due()
    receiver.received[0].verified_with(endpoint.secret)
    receiver.received[0].verified_with(new)

    with transaction() as session:  # A day later, as far as the old secret is concerned.
        ending = select(EndpointSecret).where(EndpointSecret.ends_at.is_not(None))
        session.scalars(ending).one().ends_at = clock.now()
    announce()
    sending.send_due()
    receiver.received[1].verified_with(new)
    with pytest.raises(WebhookVerificationError, match="No matching signature"):
        receiver.received[1].verified_with(endpoint.secret)


def test_an_old_secret_signs_for_a_day_however_often_it_is_rotated(cast, endpoint):
    actions.rotate_secret(endpoint.id, actor=cast.ada.actor)
    clock.move(timedelta(hours=12))
    actions.rotate_secret(endpoint.id, actor=cast.ada.actor)
    ends = db.session().scalars(select(EndpointSecret.ends_at).order_by(EndpointSecret.created_at))
    assert list(ends) == [START + timedelta(hours=24), START + timedelta(hours=36), None]


def test_secrets_are_sealed_in_the_database(endpoint):
    (row,) = db.session().scalars(select(EndpointSecret))
    assert endpoint.secret.removeprefix("whsec_").encode() not in row.sealed
    assert base64.b64decode(endpoint.secret.removeprefix("whsec_")) not in row.sealed


def test_an_announcement_is_undone_with_the_act_that_caused_it(endpoint):
    with pytest.raises(ZeroDivisionError), transaction() as session:
        webhooks.announce(session, NORTHLAB, "take.accepted", {})
        raise ZeroDivisionError
    assert deliveries() == []
    assert db.session().scalars(select(EventBody)).all() == []


def test_only_the_owner_is_sent_it(endpoint, receiver):
    announce(RIVALLAB)
    sending.send_due()
    assert receiver.received == []


def test_a_refusal_is_kept_with_status_time_and_answer_and_tried_again(endpoint, receiver):
    receiver.status, receiver.answer = 500, b"<b>broken</b>"
    announce()
    sending.send_due()
    (attempt,) = attempts()
    assert (attempt.number, attempt.status, attempt.fault) == (1, 500, "")
    assert attempt.took_ms >= 0
    assert db.session().get_one(AnswerBody, attempt.id).text == "<b>broken</b>"
    assert sending.send_due() == "0 taken, 0 not taken"
    receiver.status = 204
    clock.move(timedelta(seconds=6))
    assert sending.send_due() == "1 taken, 0 not taken"
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert deliveries()[0].status is DeliveryStatus.DELIVERED


def test_waits_grow_and_add_up_to_some_three_days():
    total = sum(patience.WAITS, timedelta())
    assert timedelta(days=3) < total < timedelta(days=4)
    assert list(patience.WAITS) == sorted(patience.WAITS)
    waits = {patience.wait_after(3) for _ in range(20)}
    assert len(waits) > 1
    assert all(timedelta(minutes=24) <= wait <= timedelta(minutes=36) for wait in waits)
    assert patience.wait_after(10) is None


def fail_to_the_end(receiver):
    receiver.status = 503
    for _ in range(10):
        sending.send_due()
        clock.move(timedelta(hours=30))


def test_after_three_days_of_refusals_the_endpoint_is_switched_off_and_its_owner_told(
    cast, endpoint, receiver
):
    announce()
    fail_to_the_end(receiver)
    assert len(receiver.received) == 10
    assert state(endpoint) is EndpointStatus.DISABLED
    assert notices.unread(db.session(), cast.ada.id) == 1
    assert "We stopped sending to 127.0.0.1" in latest(db.session())[0].body.text
    announce()
    assert len(deliveries()) == 1


def test_one_event_that_is_never_taken_does_not_switch_off_what_takes_others(endpoint, receiver):
    announce()
    receiver.status = 503
    for number in range(10):
        sending.send_due()
        if number == 5:
            receiver.status = 200
            with transaction() as session:
                session.scalars(select(Delivery)).one().due_at += timedelta(hours=12)
            announce()
            sending.send_due()
            receiver.status = 503
        clock.move(timedelta(hours=30))
    for _ in range(5):
        sending.send_due()
        clock.move(timedelta(hours=30))
    assert DeliveryStatus.GIVEN_UP in {each.status for each in deliveries()}
    assert state(endpoint) is EndpointStatus.ACTIVE


def test_an_endpoint_that_says_it_is_gone_is_switched_off_at_once(endpoint, receiver):
    receiver.status = 410
    announce()
    sending.send_due()
    assert state(endpoint) is EndpointStatus.DISABLED


def test_what_happens_while_it_is_paused_waits(cast, endpoint, receiver):
    actions.pause_endpoint(endpoint.id, actor=cast.ada.actor)
    announce()
    sending.send_due()
    assert receiver.received == []
    actions.resume_endpoint(endpoint.id, actor=cast.ada.actor)
    sending.send_due()
    assert len(receiver.received) == 1


def test_what_waits_for_a_removed_endpoint_is_never_sent(cast, endpoint, receiver):
    announce()
    actions.remove_endpoint(endpoint.id, actor=cast.ada.actor)
    sending.send_due()
    assert receiver.received == []
    assert deliveries()[0].status is DeliveryStatus.GIVEN_UP


def test_a_redirect_is_not_followed(endpoint, receiver):
    receiver.status, receiver.location = 302, "/elsewhere"
    announce()
    sending.send_due()
    assert [each.path for each in receiver.received] == ["/hook"]
    assert attempts()[0].status == 302
    assert deliveries()[0].status is DeliveryStatus.QUEUED


def test_only_the_beginning_of_an_answer_is_kept(endpoint, receiver):
    receiver.answer = b"x" * 1_000_000
    announce()
    sending.send_due()
    assert len(db.session().scalars(select(AnswerBody.text)).one()) == gateway.READ_BYTES


def test_an_answer_that_is_no_text_is_kept_readable(endpoint, receiver):
    receiver.answer = b"\x00\xff\xfe ok"
    announce()
    sending.send_due()
    assert db.session().scalars(select(AnswerBody.text)).one() == "\ufffd\ufffd\ufffd ok"


def test_who_drips_an_answer_is_cut_off(endpoint, receiver, monkeypatch):
    monkeypatch.setattr(gateway, "TOTAL_S", 0.3)
    receiver.drips_for_s = 3.0
    announce()
    began = time.monotonic()
    sending.send_due()
    assert time.monotonic() - began < 2.0
    assert attempts()[0].fault == "no answer in time"


def _never(*_):
    return contextlib.nullcontext(threading.Event())


def test_without_the_cut_it_would_hold_us_up(endpoint, receiver, monkeypatch):
    """The planted fault: the socket's own time-out begins anew with each byte."""
    monkeypatch.setattr(gateway, "TOTAL_S", 0.3)
    monkeypatch.setattr(gateway, "_ended_after", _never)
    receiver.drips_for_s = 0.9
    announce()
    began = time.monotonic()
    sending.send_due()
    assert time.monotonic() - began > 0.8


def test_nobody_listening_is_kept_as_such(endpoint, receiver):
    receiver.shutdown()
    receiver.server_close()
    announce()
    sending.send_due()
    assert (attempts()[0].status, attempts()[0].fault) == (None, "the connection was refused")


def test_in_production_this_machine_is_not_called(app, endpoint, receiver, settings):
    app.extensions["fairtake_settings"] = replace(settings, mode="production")
    try:
        announce()
        sending.send_due()
    finally:
        app.extensions["fairtake_settings"] = settings
    assert receiver.received == []
    assert "https" in attempts()[0].fault


def test_sent_again_by_hand_it_has_the_same_id(cast, endpoint, receiver):
    announce()
    sending.send_due()
    (first,) = deliveries()
    clock.move(timedelta(minutes=1))
    actions.replay_delivery(endpoint.id, first.id, actor=cast.ada.actor)
    sending.send_due()
    one, other = receiver.received
    assert one.headers["webhook-id"] == other.headers["webhook-id"]
    assert one.body == other.body
    assert deliveries()[1].replayed_by == cast.ada.id


def test_a_test_event_goes_to_this_endpoint_only(cast, endpoint, receiver):
    other = actions.add_endpoint(
        receiver.url + "/other", "", loopback_allowed=True, actor=cast.ada.actor
    )
    actions.send_test_event(other.endpoint_id, actor=cast.ada.actor)
    sending.send_due()
    assert [each.path for each in receiver.received] == ["/hook/other"]


def test_nothing_is_tested_or_sent_again_while_it_is_paused(cast, endpoint):
    announce()
    actions.pause_endpoint(endpoint.id, actor=cast.ada.actor)
    with pytest.raises(EndpointNotActive):
        actions.send_test_event(endpoint.id, actor=cast.ada.actor)
    with pytest.raises(EndpointNotActive):
        actions.replay_delivery(endpoint.id, deliveries()[0].id, actor=cast.ada.actor)


def test_bodies_are_erased_after_thirty_days_and_the_facts_stay(cast, endpoint, receiver):
    announce()
    sending.send_due()
    clock.move(timedelta(days=29))
    jobs.erase(None)
    assert db.session().scalars(select(EventBody)).all()
    clock.move(timedelta(days=2))
    jobs.erase(None)
    assert jobs.erase(None) == "0 bodies erased"
    db.session().expire_all()
    assert not db.session().scalars(select(EventBody)).all()
    assert not db.session().scalars(select(AnswerBody)).all()
    assert attempts()[0].status == 200
    with pytest.raises(BodyErased):
        actions.replay_delivery(endpoint.id, deliveries()[0].id, actor=cast.ada.actor)


def test_attempts_are_never_changed(endpoint, receiver):
    announce()
    sending.send_due()
    with pytest.raises(IntegrityError, match="append-only"), transaction() as session:
        session.execute(text("UPDATE foundation_webhook_attempt SET status = 500"))


def test_when_a_person_leaves_nothing_of_theirs_is_left_or_sent(cast, receiver):
    actions.add_endpoint(receiver.url, "my robot", loopback_allowed=True, actor=cast.admin.actor)
    announce(cast.admin.id)
    with transaction() as session:
        actions.forget(session, cast.admin.id)
    sending.send_due()
    assert receiver.received == []
    assert db.session().scalars(select(EndpointSecret)).all() == []
    assert db.session().scalars(select(Endpoint.url)).all() == [""]


def test_the_queue_is_known_to_operations(endpoint):
    announce()
    (queue,) = queries.queues(db.session())
    assert (queue.name, queue.waiting, queue.oldest_at) == ("Webhooks to send", 1, START)


def test_a_crowded_endpoint_leaves_room_for_the_others(cast, endpoint, receiver):
    for _ in range(sending.AT_ONCE + 4):
        announce()
    clock.move(timedelta(seconds=1))
    other = actions.add_endpoint(receiver.url, "", loopback_allowed=True, actor=cast.rolf.actor)
    announce(RIVALLAB)
    claimed = {
        db.session().get_one(Delivery, claim.delivery_id).endpoint_id
        for claim in sending.claim_due()
    }
    assert other.endpoint_id in claimed


def test_what_has_no_endpoint_is_not_kept(app):
    announce(new_id())
    assert db.session().scalars(select(EventBody)).all() == []
