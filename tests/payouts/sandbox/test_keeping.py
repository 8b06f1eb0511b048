"""State is kept: over a restart, and over a kill at any moment."""

import json
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import stripe

from tests.payouts.sandbox.standing_in import PERFORMER, Visitor, client_of, standing_in

ROOT = Path(__file__).parents[3]


@contextmanager
def started(file: Path, *more: str) -> Iterator[tuple[Visitor, subprocess.Popen[str]]]:
    """As a process of its own, by the command."""
    command = (sys.executable, "-m", "payouts.sandbox", "run", "--port", "0", "--rate", "10000")
    process = subprocess.Popen(
        [*command, "--state", str(file), *more], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        yield Visitor(found[0], client_of(found[0])), process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_restart_changes_nothing(monday, tmp_path):
    file = tmp_path / "kept" / "sandbox.sqlite"
    with standing_in(file) as before:
        account = before.account()
        before.fund(5000)
        options = {"idempotency_key": "po:1:1"}
        given = {"amount": 1000, "currency": "usd", "destination": account}
        made = before.stripe.v1.transfers.create(given, options)
        before.days(3)
        was = before.seen("/_test/state")
    with standing_in(file) as after:
        now = after.seen("/_test/state")
        assert {k: now[k] for k in ("now", "objects", "balances")} == {
            k: was[k] for k in ("now", "objects", "balances")
        }
        paid = after.stripe.v1.payouts.create(
            {"amount": 1000, "currency": "usd"}, {"stripe_account": account}
        )
        after.days(5)
        shown = after.stripe.v1.payouts.retrieve(paid.id, {}, {"stripe_account": account})
        assert shown.status == "paid"
        assert after.stripe.v1.transfers.retrieve(made.id).amount == 1000


def test_killed_under_load_it_has_whole_requests_and_forgets_no_answer(tmp_path):
    file, answered = tmp_path / "sandbox.sqlite", []
    with started(file) as (visitor, process):
        account = visitor.account()
        visitor.fund(100_000)

        def send(thread):
            client = client_of(visitor.address)
            for number in range(10_000):
                try:
                    made = client.v1.transfers.create(
                        {
                            "amount": 1,
                            "currency": "usd",
                            "destination": account,
                            "transfer_group": f"{thread}-{number}",
                        }
                    )
                except stripe.APIConnectionError:
                    return
                answered.append(made.id)

        threads = [threading.Thread(target=send, args=(each,)) for each in range(3)]
        for each in threads:
            each.start()
        while len(answered) < 60:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        for each in threads:
            each.join()
    with started(file) as (visitor, _):
        state = visitor.seen("/_test/state")
        found = visitor.stripe.v1.transfers.list({"limit": 100})
        kept = {each.id for each in found.auto_paging_iter()}
        assert set(answered) <= kept
        assert len(kept) <= len(answered) + 3  # One in each thread was done and not told.
        assert all(each["adds_up"] for each in state["balances"])
        assert visitor.available(account) == len(kept)
        assert visitor.available() == 100_000 - len(kept)


def test_ended_politely_it_ends_at_once(tmp_path):
    with started(tmp_path / "s.sqlite") as (visitor, process):
        visitor.fund(1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_a_port_that_is_taken_is_one_sentence(tmp_path):
    with started(tmp_path / "s.sqlite") as (visitor, _):
        port = visitor.address.rpartition(":")[2]
        command = [sys.executable, "-m", "payouts.sandbox", "run", "--port", port]
        second = subprocess.run(
            [*command, "--state", str(tmp_path / "t.sqlite")],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode == 1
    assert "cannot answer" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize(
    ("payload", "option"), [("snapshot", "--webhook"), ("thin", "--thin-webhook")]
)
def test_addresses_given_at_the_start_are_told(tmp_path, payload, option):
    from tests.payouts.sandbox.test_webhooks import receiving  # noqa: PLC0415

    secret = "whsec_given_at_the_start"
    with (
        receiving() as inbox,
        started(tmp_path / "s.sqlite", option, inbox.url, f"{option}-secret", secret) as (
            visitor,
            _,
        ),
    ):
        visitor.stripe.v2.core.accounts.create(PERFORMER)
        visitor.fund(100)
        inbox.wait_for(1)
        body, signature = inbox.got[0]
        parse = {
            "snapshot": visitor.stripe.construct_event,
            "thin": visitor.stripe.parse_event_notification,
        }[payload]
        assert parse(body, signature, secret).type == json.loads(body)["type"]


def test_without_a_webhook_it_sends_nothing_anywhere(tmp_path):
    with started(tmp_path / "s.sqlite") as (visitor, _):
        visitor.fund(1)
        assert visitor.seen("/_test/state")["webhooks"]["deliveries"] == {}
        with urllib.request.urlopen(visitor.address, timeout=10) as page:
            assert b"What is here" in page.read()
