"""At the door: only what Stripe signed comes in, and each event once."""

from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from foundation.database import transaction
from payouts.webhooks import actions
from payouts.webhooks.models import EventWaiting, FoundBy, StripeEvent
from tests.cast import sign_in
from tests.databases.crowd import at_once
from tests.payouts.webhooks.telling import (
    OLD_SECRET,
    SECRET,
    THIN_SECRET,
    signature,
    snapshot,
    thin,
)


@pytest.fixture(autouse=True)
def secrets(app, settings, monkeypatch):
    given = replace(
        settings,
        stripe_webhook_secrets=(SECRET, OLD_SECRET),
        stripe_thin_webhook_secrets=(THIN_SECRET,),
    )
    monkeypatch.setitem(app.extensions, "fairtake_settings", given)


def knock(client, body, secret=SECRET, *, door="", at=None, **headers):
    sent = {"Stripe-Signature": signature(body, secret, at=at), **headers}
    return client.post(f"/webhooks/stripe{door}", data=body, headers=sent).status_code


def kept(session):
    session.rollback()
    return [row.event_id for row in session.scalars(select(StripeEvent))]


def test_what_stripe_signed_is_kept_and_waits(client, session):
    assert knock(client, snapshot("evt_1")) == 204
    row = session.scalars(select(StripeEvent)).one()
    assert (row.event_id, row.kind, row.about, row.account, row.found_by) == (
        "evt_1",
        "payout.paid",
        "po_1",
        "acct_1",
        FoundBy.TOLD,
    )
    assert session.scalars(select(EventWaiting)).one().event_id == row.id


@pytest.mark.parametrize(
    "signature_",
    ["t=1,v1=\xe9", "t=\xe9", "v1=", "t=,v1=", "t=1=2,v1=a", ",", "t=9e9,v1=a", "é" * 9],
)
def test_a_signature_that_is_none_is_refused_and_breaks_nothing(client, session, signature_):
    sent = {"Stripe-Signature": signature_}
    assert client.post("/webhooks/stripe", data=snapshot(), headers=sent).status_code == 400
    assert kept(session) == []


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        snapshot("evt_\x00"),
        snapshot("evt_" + "x" * 300),
        snapshot(kind="payout.\ud83d"),
        snapshot(about="po_\x00"),
        snapshot("\ud800"),
    ],
    ids=["deep", "nul", "long", "half a letter", "nul in what it is about", "half an id"],
)
def test_what_is_signed_and_cannot_be_kept_is_refused(client, session, body):
    assert knock(client, body) == 400
    assert kept(session) == []


def test_told_ten_times_it_is_kept_once(client, session):
    assert {knock(client, snapshot("evt_1")) for _ in range(10)} == {204}
    assert kept(session) == ["evt_1"]


def test_during_a_change_of_the_secret_both_are_good(client, session):
    assert knock(client, snapshot("evt_1"), OLD_SECRET) == 204
    assert knock(client, snapshot("evt_2"), SECRET) == 204
    assert kept(session) == ["evt_1", "evt_2"]


def test_thin_events_come_in_at_their_own_door(client, session):
    assert knock(client, thin(), THIN_SECRET, door="/thin") == 204
    assert session.scalars(select(StripeEvent)).one().about == "acct_1"


@pytest.mark.parametrize(
    ("body", "secret", "door", "at"),
    [
        (snapshot, "whsec_somebody_else", "", None),
        (snapshot, THIN_SECRET, "", None),
        (thin, SECRET, "/thin", None),
        (thin, SECRET, "", None),
        (snapshot, THIN_SECRET, "/thin", None),
        (snapshot, SECRET, "", 1_000_000_000),
        (snapshot, SECRET, "", 4_000_000_000),
        (lambda: b"not json", SECRET, "", None),
        (lambda: b'{"object": "event"}', SECRET, "", None),
    ],
    ids=[
        "wrong secret",
        "other door's secret",
        "this door's secret at the other",
        "thin at the snapshot door",
        "snapshot at the thin door",
        "old",
        "of the future",
        "no JSON",
        "no event",
    ],
)
def test_anything_else_stays_out(client, session, body, secret, door, at):
    assert knock(client, body(), secret, door=door, at=at) == 400
    assert kept(session) == []


def test_a_changed_byte_is_found(client, session):
    body = snapshot()
    answer = client.post(
        "/webhooks/stripe",
        data=body.replace(b"po_1", b"po_2"),
        headers={"Stripe-Signature": signature(body, SECRET)},
    )
    assert answer.status_code == 400
    assert kept(session) == []


def test_without_a_secret_nobody_is_believed(client, session, app, settings, monkeypatch):
    given = replace(settings, stripe_secret_key="sk_test_1")
    monkeypatch.setitem(app.extensions, "fairtake_settings", given)
    for secret in ("whsec_", "whsec_sandbox_snapshot", SECRET):
        assert knock(client, snapshot(), secret) == 400
    assert kept(session) == []


def test_in_development_without_a_key_the_stand_in_is_believed(
    client, session, app, settings, monkeypatch
):
    monkeypatch.setitem(app.extensions, "fairtake_settings", settings)
    assert knock(client, snapshot(), "whsec_sandbox_snapshot") == 204
    assert knock(client, thin(), "whsec_sandbox_thin", door="/thin") == 204


def test_what_is_far_too_large_is_not_read(client, session):
    assert knock(client, b" " * 1_000_001) == 413


def test_nothing_of_its_content_is_kept(client, session):
    """Names and addresses that an event carries never reach the database."""
    body = snapshot().replace(b'"object": "payout"', b'"name": "Omar Planted", "object": "payout"')
    assert knock(client, body) == 204
    rows = session.execute(text("SELECT * FROM payouts_stripe_event")).all()
    assert rows
    assert "Planted" not in str(rows)


@pytest.mark.usefixtures("each_database")
def test_what_was_told_cannot_be_rewritten(client, session):
    knock(client, snapshot())
    for statement in (
        "UPDATE payouts_stripe_event SET about = 'po_other'",
        "DELETE FROM payouts_stripe_event",
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction() as writing:
            writing.execute(text(statement))


def test_finance_sees_what_waits(client, cast):
    knock(client, snapshot("evt_1"))
    sign_in(client, cast.fay)
    page = client.get("/stripe/events").text
    assert "payout.paid" in page
    assert "Waits" in page


def test_before_anything_was_told_the_page_says_so(client, cast):
    sign_in(client, cast.fay)
    assert "Stripe has told nothing yet" in client.get("/stripe/events").text


@pytest.mark.usefixtures("each_database")
def test_sixteen_messages_at_once_are_one_event(app, session):
    body = snapshot()
    signed = signature(body, SECRET)

    def one(_number):
        return actions.keep_told(body, signed, (SECRET,))

    assert sorted(at_once(app, 16, one)) == [False] * 15 + [True]
    assert kept(session) == ["evt_1"]
