"""The pages of webhooks: adding, testing, sending again, pausing, removing."""

import re
from dataclasses import replace
from datetime import timedelta
from secrets import token_urlsafe

import pytest

from foundation import clock, fresh
from foundation.database import db
from foundation.errors import NotPermitted
from foundation.webhooks import actions, sending
from foundation.webhooks.errors import TooManyEndpoints
from foundation.webhooks.queries import endpoints_of
from tests.cast import NORTHLAB, sign_in
from tests.webhooks.test_sending import announce, deliveries

CHANGES = ("", "/{id}/pause", "/{id}/resume", "/{id}/rotate", "/{id}/remove")


def test_without_endpoints_the_page_says_so(client, cast):
    sign_in(client, cast.ada)
    assert "No endpoints yet" in client.get("/webhooks").text


def test_a_new_endpoint_shows_its_secret_once(client, cast, receiver):
    sign_in(client, cast.ada)
    answer = client.post("/webhooks", data={"url": receiver.url, "note": "ours"})
    assert re.search(r"whsec_[A-Za-z0-9+/]{43}=", answer.text)
    (endpoint,) = endpoints_of(db.session(), NORTHLAB)
    for path in ("/webhooks", f"/webhooks/{endpoint.id}"):
        page = client.get(path).text
        assert receiver.url in page
        assert "whsec_" not in page


@pytest.mark.parametrize("url", ["", "x", "https://10.0.0.1/", "https://a@b.example/"])
def test_an_address_that_will_not_do_is_shown_again_with_the_reason(client, cast, url):
    sign_in(client, cast.ada)
    answer = client.post("/webhooks", data={"url": url, "note": "kept as typed"})
    assert answer.status_code == 422
    assert 'id="error-url"' in answer.text
    assert "kept as typed" in answer.text
    assert endpoints_of(db.session(), NORTHLAB) == []


def test_in_production_only_https_is_taken(client, app, cast, settings):
    sign_in(client, cast.ada)
    app.extensions["fairtake_settings"] = replace(settings, mode="production")
    try:
        for url in ("http://hooks.example/", "https://127.0.0.1/", "http://127.0.0.1/"):
            assert client.post("/webhooks", data={"url": url}).status_code == 422
        assert client.post("/webhooks", data={"url": "https://hooks.example/"}).status_code == 200
    finally:
        app.extensions["fairtake_settings"] = settings


def test_a_test_event_and_how_it_went_can_be_seen(client, cast, endpoint, receiver):
    receiver.status, receiver.answer = 500, b"<b>no</b>"
    sign_in(client, cast.ada)
    client.post(f"/webhooks/{endpoint.id}/test")
    assert "Not tried yet" in client.get(f"/webhooks/{endpoint.id}").text
    sending.send_due()
    assert "HTTP 500 in" in client.get(f"/webhooks/{endpoint.id}").text
    page = client.get(f"/webhooks/{endpoint.id}/deliveries/{deliveries()[0].id}").text
    assert "&lt;b&gt;no&lt;/b&gt;" in page
    assert "webhook.test" in page


def test_a_delivery_is_sent_again_from_its_page(client, cast, endpoint, receiver):
    announce()
    sending.send_due()
    sign_in(client, cast.ada)
    path = f"/webhooks/{endpoint.id}/deliveries/{deliveries()[0].id}"
    assert client.post(f"{path}/replay").status_code == 302
    sending.send_due()
    assert len(receiver.received) == 2


def test_a_delivery_is_found_only_under_its_own_endpoint(client, cast, endpoint, receiver):
    """Ada's own other endpoint does not open it either."""
    announce()
    other = actions.add_endpoint(receiver.url, "", loopback_allowed=True, actor=cast.ada.actor)
    sign_in(client, cast.ada)
    path = f"/webhooks/{other.endpoint_id}/deliveries/{deliveries()[0].id}"
    assert client.get(path).status_code == 404
    assert client.post(f"{path}/replay").status_code == 404


def test_an_endpoint_is_paused_and_switched_on_again(client, cast, endpoint):
    sign_in(client, cast.ada)
    client.post(f"/webhooks/{endpoint.id}/pause")
    assert "Paused" in client.get(f"/webhooks/{endpoint.id}").text
    client.post(f"/webhooks/{endpoint.id}/resume")
    assert "Active" in client.get(f"/webhooks/{endpoint.id}").text


def test_a_new_secret_is_shown_once(client, cast, endpoint):
    sign_in(client, cast.ada)
    page = client.post(f"/webhooks/{endpoint.id}/rotate").text
    assert "whsec_" in page
    assert endpoint.secret not in page


def test_an_endpoint_is_removed_after_asking_once_more(client, cast, endpoint):
    sign_in(client, cast.ada)
    assert "Nothing more is sent" in client.get(f"/webhooks/{endpoint.id}/remove").text
    client.post(f"/webhooks/{endpoint.id}/remove")
    assert client.get(f"/webhooks/{endpoint.id}").status_code == 404


def test_an_owner_of_the_same_client_sees_it_and_its_rival_does_not(client, cast, endpoint):
    sign_in(client, cast.rolf)
    assert client.get(f"/webhooks/{endpoint.id}").status_code == 404
    assert "No endpoints yet" in client.get("/webhooks").text


def test_who_only_views_adds_none(cast):
    with pytest.raises(NotPermitted):
        actions.add_endpoint(
            "https://hooks.example/", "", loopback_allowed=False, actor=cast.vera.actor
        )


def test_there_is_an_end_to_how_many_one_owner_can_have(cast):
    for _ in range(actions.MOST_ENDPOINTS):
        actions.add_endpoint(
            "https://hooks.example/", "", loopback_allowed=False, actor=cast.ada.actor
        )
    with pytest.raises(TooManyEndpoints):
        actions.add_endpoint(
            "https://hooks.example/", "", loopback_allowed=False, actor=cast.ada.actor
        )


def test_one_too_many_is_said_at_its_field(client, cast, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ENDPOINTS", 0)
    sign_in(client, cast.ada)
    answer = client.post("/webhooks", data={"url": "https://hooks.example/", "note": "ours"})
    assert answer.status_code == 409
    assert 'id="error-url"' in answer.text


@pytest.mark.parametrize("path", CHANGES)
def test_who_changes_where_things_go_proves_again_who_they_are(client, cast, endpoint, path):
    sign_in(client, cast.ada)
    clock.move(fresh.LASTS + timedelta(seconds=1))
    answer = client.post(
        f"/webhooks{path}".format(id=endpoint.id), data={"url": "https://x.example/"}
    )
    assert answer.location.startswith("/confirm?next=")
    (kept,) = endpoints_of(db.session(), NORTHLAB)
    assert (kept.id, kept.status) == (endpoint.id, "active")


def test_what_was_typed_is_there_again_after_showing_who_one_is(client, cast):
    sign_in(client, cast.ada)
    clock.move(fresh.LASTS + timedelta(seconds=1))
    client.post("/webhooks", data={"url": "https://x.example/long?a=b", "note": "studio two"})
    client.get("/tokens")
    assert "studio two" not in client.get("/tokens").text
    back = client.get("/webhooks").text
    assert 'value="https://x.example/long?a=b"' in back
    assert 'value="studio two"' in back
    assert "studio two" not in client.get("/webhooks").text


@pytest.mark.parametrize(
    ("note", "waits"),
    [("n" * 100, True), ("\N{GRINNING FACE}" * 100, False)],
    ids=["fits", "too long"],
)
def test_only_what_fits_a_cookie_waits_and_nobody_is_signed_out(client, cast, note, waits):
    sign_in(client, cast.ada)
    clock.move(fresh.LASTS + timedelta(seconds=1))
    url = f"https://x.example/{token_urlsafe(1480)}"[:2000]
    client.post("/webhooks", data={"url": url, "note": note})
    assert len(client.get_cookie("session").value) < 3_900
    assert (url in client.get("/webhooks").text) is waits


@pytest.mark.parametrize(("who", "sees"), [("ada", True), ("omar", False), ("ben", False)])
def test_only_who_may_keep_webhooks_is_led_to_them(client, cast, who, sees):
    sign_in(client, getattr(cast, who))
    assert ('href="/webhooks"' in client.get("/home").text) is sees
    assert (client.get("/webhooks").status_code == 200) is sees


def test_nobody_is_sent_a_flood_by_hand(client, cast, endpoint, monkeypatch):
    monkeypatch.setattr(actions, "MOST_BY_HAND", 2)
    sign_in(client, cast.ada)
    tests = [client.post(f"/webhooks/{endpoint.id}/test").status_code for _ in range(3)]
    assert tests == [302, 302, 429]
