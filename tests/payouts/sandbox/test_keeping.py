"""State is kept: over a restart, and over a kill at any moment."""

import json
import re
import signal
import sqlite3
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

from tests.architecture.code import ROOT
from tests.payouts.sandbox.standing_in import PERFORMER, Visitor, client_of, standing_in
from tests.running.programs import environment


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
        assert complaints(visitor, account, answered, 100_000) == []
    with sqlite3.connect(file) as kept:  # The planted fault: an answer that was forgotten.
        kept.execute("delete from record where id = ?", (answered[-1],))
    kept.close()
    with started(file) as (visitor, _):
        assert "forgotten" in str(complaints(visitor, account, answered, 100_000))


def complaints(visitor: Visitor, account: str, answered: list[str], funded: int) -> list[str]:
    """What is wrong after a kill; one request in each of three threads may be done and not told."""
    found = visitor.stripe.v1.transfers.list({"limit": 100})
    kept = {each.id for each in found.auto_paging_iter()}
    said = [f"{each} is forgotten" for each in answered if each not in kept]
    if len(kept) > len(answered) + 3:
        said.append("more was done than was asked")
    if not all(each["adds_up"] for each in visitor.seen("/_test/state")["balances"]):
        said.append("a balance is not the sum of what moved")
    if visitor.available(account) != len(kept) or visitor.available() != funded - len(kept):
        said.append("half a transfer")
    return said


def test_what_breaks_in_the_middle_was_not_done(visitor, monkeypatch):
    account = visitor.account()
    visitor.fund(1000)
    given = {"amount": 100, "currency": "usd", "destination": account}
    with monkeypatch.context() as broken:
        broken.setattr("payouts.sandbox.objects.transfers._arrive", _break)
        with pytest.raises(stripe.APIError, match="a fault of its own"):
            visitor.stripe.v1.transfers.create(given, {"idempotency_key": "k"})
    assert visitor.available() == 1000
    assert visitor.stripe.v1.transfers.list().data == []
    visitor.stripe.v1.transfers.create(given, {"idempotency_key": "k"})
    assert (visitor.available(), visitor.available(account)) == (900, 100)


def _break(*_: object) -> None:
    raise RuntimeError("planted")


def test_two_never_share_a_file(tmp_path):
    file = tmp_path / "sandbox.sqlite"
    with started(file):
        second = subprocess.run(
            [sys.executable, "-m", "payouts.sandbox", "run", "--port", "0", "--state", str(file)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode == 1
    assert "another stand-in uses" in second.stderr
    with started(file) as (visitor, _):
        assert visitor.available() == 0


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


def test_as_a_command_of_the_application_it_keeps_its_state_in_the_var_folder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "sandbox", "run", "--port", "0"],
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert "no real money: http://127.0.0.1:" in process.stdout.readline()
        assert (tmp_path / "sandbox.sqlite").exists()
    finally:
        process.kill()
        process.communicate()


def test_without_a_webhook_it_sends_nothing_anywhere(tmp_path):
    with started(tmp_path / "s.sqlite") as (visitor, _):
        visitor.fund(1)
        assert visitor.seen("/_test/state")["webhooks"]["deliveries"] == {}
        with urllib.request.urlopen(visitor.address, timeout=10) as page:
            assert b"What is here" in page.read()
