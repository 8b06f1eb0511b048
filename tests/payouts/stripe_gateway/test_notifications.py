"""Who speaks in Stripe's name must have signed it, lately, and at the right door."""

import json
from datetime import timedelta

import pytest
from stripe import WebhookSignature

from foundation.clock import now
from payouts.stripe_gateway.notifications import NotStripes, WrongDoor, snapshot, thin
from tests.payouts.stripe_gateway.answers import made

NEW, OLD = "whsec_new_0000000000", "whsec_old_0000000000"
SNAPSHOT = json.dumps(
    made(
        "event",
        id="evt_1",
        type="payout.failed",
        account="acct_1",
        livemode=True,
        data={"object": {"id": "po_1", "object": "payout"}},
    )
)
THIN = json.dumps(
    {
        **made("v2.core.event", id="evt_2", created="2026-11-20T10:00:00.000Z"),
        "type": "v2.core.account[requirements].updated",
        "related_object": {"id": "acct_1", "type": "v2.core.account", "url": "/v2/core/…"},
    }
)

pytestmark = pytest.mark.usefixtures("app")


def signed(body, secret=NEW, at=None):
    time = int((at or now()).timestamp())
    return WebhookSignature.generate_signature_header(body, secret, timestamp=time)


def test_an_event_says_what_it_is_about_and_where():
    event = snapshot(SNAPSHOT.encode(), signed(SNAPSHOT), [NEW])
    assert (event.id, event.kind, event.about, event.account) == (
        "evt_1",
        "payout.failed",
        "po_1",
        "acct_1",
    )
    assert event.live
    assert not event.thin


def test_a_thin_event_names_the_thing_alone():
    event = thin(THIN.encode(), signed(THIN), [NEW])
    assert (event.kind, event.about, event.about_kind) == (
        "v2.core.account[requirements].updated",
        "acct_1",
        "v2.core.account",
    )
    assert event.thin


def test_while_a_secret_changes_the_old_and_the_new_one_are_good():
    for secret in (NEW, OLD):
        assert snapshot(SNAPSHOT.encode(), signed(SNAPSHOT, secret), [NEW, OLD]).id == "evt_1"
    both = f"{signed(SNAPSHOT, OLD)},{signed(SNAPSHOT).split(',')[1]}"
    assert snapshot(SNAPSHOT.encode(), both, [NEW]).id == "evt_1"


@pytest.mark.parametrize(
    ("body", "signature", "secrets"),
    [
        (SNAPSHOT, "", [NEW]),
        (SNAPSHOT, "t=1,v1=00", [NEW]),
        (SNAPSHOT, "rubbish", [NEW]),
        (SNAPSHOT, None, []),
        (SNAPSHOT, None, [""]),
        (SNAPSHOT, None, [OLD]),
        (SNAPSHOT + " ", None, [NEW]),
        ("\udcff", "t=1,v1=00", [NEW]),
    ],
)
def test_what_nobody_signed_is_refused(body, signature, secrets):
    given = signed(SNAPSHOT) if signature is None else signature
    with pytest.raises(NotStripes):
        snapshot(body.encode(errors="surrogateescape"), given, secrets)


@pytest.mark.parametrize("minutes", [-6, 6, 60 * 24 * 365])
def test_a_signature_of_another_time_is_refused(minutes):
    at = now() + timedelta(minutes=minutes)
    with pytest.raises(NotStripes):
        snapshot(SNAPSHOT.encode(), signed(SNAPSHOT, at=at), [NEW])


def test_each_kind_has_its_own_door():
    with pytest.raises(WrongDoor):
        snapshot(THIN.encode(), signed(THIN), [NEW])
    with pytest.raises(WrongDoor):
        thin(SNAPSHOT.encode(), signed(SNAPSHOT), [NEW])


@pytest.mark.parametrize("body", ["[]", "{", "null", '{"object": "event"}'])
def test_rubbish_that_is_signed_is_refused_in_words(body):
    with pytest.raises((NotStripes, WrongDoor)):
        snapshot(body.encode(), signed(body), [NEW])
