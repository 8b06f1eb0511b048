"""Events on their way to us: signed, repeated, out of order, and late."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import stripe

from payouts.sandbox.delivering import PAUSES_S
from tests.payouts.sandbox.standing_in import PERFORMER

PATIENCE_S = 10


@dataclass
class Inbox:
    url: str = ""
    answers: list[int] = field(default_factory=list)
    """What the next deliveries are answered with; then 200."""
    got: list[tuple[bytes, str]] = field(default_factory=list)

    def wait_for(self, count):
        until = time.monotonic() + PATIENCE_S
        while len(self.got) < count and time.monotonic() < until:
            time.sleep(0.01)
        assert len(self.got) >= count, self.kinds()

    def kinds(self):
        return [json.loads(body)["type"] for body, _ in self.got]

    def ids(self):
        return [json.loads(body)["id"] for body, _ in self.got]


@contextmanager
def receiving() -> Iterator[Inbox]:
    inbox = Inbox()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            inbox.got.append((body, self.headers["Stripe-Signature"]))
            self.send_response(inbox.answers.pop(0) if inbox.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    inbox.url = f"http://127.0.0.1:{server.server_port}/hooks"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield inbox
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def inbox():
    with receiving() as found:
        yield found


def endpoint(visitor, inbox, **more):
    return visitor.stripe.v1.webhook_endpoints.create(
        {"url": inbox.url, "enabled_events": ["*"], **more}
    )


def destination(visitor, inbox, payload="thin", **more):
    return visitor.stripe.v2.core.event_destinations.create(
        {
            "name": "Ours",
            "type": "webhook_endpoint",
            "event_payload": payload,
            "enabled_events": ["*"],
            "events_from": ["@self", "@accounts"],
            "webhook_endpoint": {"url": inbox.url},
            "include": ["webhook_endpoint.signing_secret"],
            **more,
        }
    )


def test_the_sdk_believes_the_signature_and_no_other(visitor, inbox):
    secret = endpoint(visitor, inbox).secret
    visitor.fund(100)
    inbox.wait_for(2)
    body, signature = inbox.got[0]
    event = visitor.stripe.construct_event(body, signature, secret)
    assert (event.type, event.data.object.amount) == ("topup.created", 100)
    with pytest.raises(stripe.SignatureVerificationError):
        visitor.stripe.construct_event(body, signature, "whsec_another")
    with pytest.raises(stripe.SignatureVerificationError):
        visitor.stripe.construct_event(body.replace(b"100", b"900"), signature, secret)


def test_its_secret_is_shown_once(visitor, inbox):
    made = endpoint(visitor, inbox)
    assert made.secret.startswith("whsec_")
    assert visitor.stripe.v1.webhook_endpoints.retrieve(made.id).secret is None


def test_events_of_connected_accounts_go_where_they_are_wanted(visitor, inbox):
    endpoint(visitor, inbox, connect=True)
    visitor.fund(1000)
    account = visitor.account()
    inbox.wait_for(1)
    body = json.loads(inbox.got[0][0])
    assert (body["type"], body["account"]) == ("account.external_account.created", account)
    assert not any(kind.startswith("topup") for kind in inbox.kinds())


def test_only_what_is_wanted_is_sent(visitor, inbox):
    endpoint(visitor, inbox, enabled_events=["topup.succeeded"])
    visitor.fund(100)
    visitor.fund(100)
    inbox.wait_for(2)
    assert inbox.kinds() == ["topup.succeeded"] * 2


def test_thin_events_name_what_to_look_at(visitor, inbox):
    made = destination(visitor, inbox)
    account = visitor.stripe.v2.core.accounts.create(PERFORMER)
    inbox.wait_for(1)
    body, signature = inbox.got[0]
    secret = made.webhook_endpoint.signing_secret
    notice = visitor.stripe.parse_event_notification(body, signature, secret)
    assert notice.type == "v2.core.account.created"
    assert notice.fetch_related_object().id == account.id
    assert notice.fetch_event().type == notice.type
    with pytest.raises(ValueError, match="parse_event_notification"):
        visitor.stripe.construct_event(body, signature, secret)


def test_a_changed_capability_is_told_by_its_name(visitor, inbox):
    destination(visitor, inbox)
    visitor.account()
    wanted = "v2.core.account[configuration.recipient].capability_status_updated"
    inbox.wait_for(4)
    assert wanted in inbox.kinds()
    found = visitor.stripe.v2.core.events.list({"types": [wanted]}).data
    assert {each.data.updated_capability for each in found} == {
        "stripe_balance.payouts",
        "stripe_balance.stripe_transfers",
    }


def test_a_destination_can_want_snapshots(visitor, inbox):
    destination(visitor, inbox, payload="snapshot")
    visitor.fund(100)
    inbox.wait_for(2)
    assert inbox.kinds() == ["topup.created", "topup.succeeded"]


def test_a_ping_arrives(visitor, inbox):
    made = destination(visitor, inbox)
    visitor.stripe.v2.core.event_destinations.ping(made.id)
    inbox.wait_for(1)
    assert inbox.kinds() == ["v2.core.event_destination.ping"]


def test_what_was_not_taken_is_sent_again_with_longer_pauses(visitor, inbox):
    endpoint(visitor, inbox, enabled_events=["topup.created"])
    inbox.answers[:] = [500, 404]
    visitor.fund(100)
    inbox.wait_for(1)
    settled(visitor, waiting=1)
    for tries, pause in enumerate(PAUSES_S[:2], start=2):
        visitor.lever("advance_clock", seconds=pause)
        inbox.wait_for(tries)
        settled(visitor, waiting=2 - tries + 1)
    assert len(set(inbox.ids())) == 1
    assert visitor.stripe.v1.events.retrieve(inbox.ids()[0]).pending_webhooks == 0


def settled(visitor, *, waiting):
    """Until the outcome of the last delivery has been written down."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        counted = visitor.seen("/_test/state")["webhooks"]["deliveries"]
        if counted.get("waiting", 0) == waiting:
            return
        time.sleep(0.01)
    raise AssertionError(counted)


def test_after_three_days_it_gives_up(visitor, inbox):
    endpoint(visitor, inbox, enabled_events=["topup.created"])
    inbox.answers[:] = [500] * 20
    visitor.fund(100)
    for tries in range(1, len(PAUSES_S) + 2):
        inbox.wait_for(tries)
        settled(visitor, waiting=0 if tries > len(PAUSES_S) else 1)
        visitor.days(3)
    assert visitor.seen("/_test/state")["webhooks"]["deliveries"] == {"given up": 1}
    assert len(inbox.got) == len(PAUSES_S) + 1


def test_nothing_is_sent_while_paused(visitor, inbox):
    endpoint(visitor, inbox)
    visitor.lever("webhooks/pause")
    visitor.fund(100)
    time.sleep(0.3)
    assert inbox.got == []
    visitor.lever("webhooks/resume")
    inbox.wait_for(2)


def test_what_waits_goes_out_the_other_way_round(visitor, inbox):
    endpoint(visitor, inbox)
    visitor.lever("webhooks/pause")
    visitor.fund(100)
    visitor.lever("webhooks/reorder")
    visitor.lever("webhooks/resume")
    inbox.wait_for(2)
    assert inbox.kinds() == ["topup.succeeded", "topup.created"]


def test_events_come_twice_on_order(visitor, inbox):
    endpoint(visitor, inbox)
    visitor.fund(100)
    inbox.wait_for(2)
    visitor.lever("webhooks/duplicate", event=inbox.ids()[0])
    inbox.wait_for(3)
    assert inbox.ids()[2] == inbox.ids()[0]
    visitor.lever("webhooks/duplicate")
    inbox.wait_for(5)
    assert sorted(set(inbox.ids())) == sorted(inbox.ids()[:2])


def test_an_endpoint_that_is_gone_or_disabled_hears_nothing(visitor, inbox):
    gone, quiet = endpoint(visitor, inbox), endpoint(visitor, inbox)
    visitor.stripe.v1.webhook_endpoints.delete(gone.id)
    visitor.stripe.v1.webhook_endpoints.update(quiet.id, {"disabled": True})
    visitor.fund(100)
    time.sleep(0.3)
    assert inbox.got == []


def test_events_are_listed_for_thirty_days(visitor):
    visitor.fund(100)
    event = visitor.stripe.v1.events.list({"type": "topup.succeeded"}).data[0]
    assert visitor.stripe.v1.events.retrieve(event.id).data.object.amount == 100
    found = visitor.stripe.v1.events.list({"types": ["topup.created", "topup.failed"]}).data
    assert [each.type for each in found] == ["topup.created"]
    visitor.days(31)
    assert visitor.stripe.v1.events.list().data == []


def test_an_event_names_the_request_that_caused_it(visitor):
    options = {"idempotency_key": "top-up-1"}
    made = visitor.stripe.v1.topups.create({"amount": 1, "currency": "usd"}, options)
    visitor.days(2)
    caused, later = visitor.stripe.v1.events.list({"types": ["topup.*"]}).data[::-1]
    assert caused.request.idempotency_key == "top-up-1"
    assert caused.request.id == made.last_response.request_id
    assert later.request.id is None
