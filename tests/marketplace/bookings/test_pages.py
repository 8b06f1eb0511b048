"""Bookings on pages: found and asked for, answered, changed at a stated price."""

import re

import pytest

from tests.cast import sign_in
from tests.marketplace.bookings.booked import (
    CALL,
    before_call,
    confirmed,
    place,
    proposed,
    sisters,
    state,
)

pytestmark = pytest.mark.usefixtures("session")
FORM = {"minutes": "180", "zone": "Europe/Berlin", "first": "2026-04-13", "last": "2026-04-14"}


def test_a_producer_finds_a_time_and_asks_for_it(client, cast):
    gig = sisters(cast)
    sign_in(client, cast.ben)
    page = client.get(f"/bookings/gigs/{gig.gig_id}/find").get_data(as_text=True)
    call = re.search(r'value="(2026-04-[^"]+)"', page.split('name="call"')[1]).group(1)
    form = {**FORM, "call": call, "engagement": [str(each) for each in gig.both]}
    answer = client.post(f"/bookings/gigs/{gig.gig_id}/find", data=form, follow_redirects=True)
    assert "They are asked" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"wall": "2026-03-29T02:30"}, "Clocks there go forward"),
        ({"wall": "2026-10-25T02:30"}, "show this hour twice"),
        ({"wall": "soon"}, "Write a day and a time"),
        ({"wall": "2020-01-01T10:00"}, "That time has passed"),
        ({"minutes": "5"}, "from 15 to 720"),
        ({"room": "http://meet.example"}, "begins with https://"),
        ({"zone": "Mars/Base"}, "one of the zones"),
        ({"call": ""}, "Write a day and a time"),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(client, cast, changed, said):
    gig = sisters(cast)
    sign_in(client, cast.ben)
    form = {**FORM, "call": "other", "wall": "2026-04-14T17:00", "engagement": str(gig.rosa)}
    answer = client.post(f"/bookings/gigs/{gig.gig_id}/find", data={**form, **changed})
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    kept = changed.get("room") or "2026-04-13"
    assert kept in answer.get_data(as_text=True)


def test_a_performer_sees_what_is_asked_and_says_yes(client, cast):
    booking_id = proposed(cast, sisters(cast))
    sign_in(client, cast.omar)
    assert "Waiting for your answer" in client.get("/bookings").get_data(as_text=True)
    form = {"seen": CALL.isoformat()}
    client.post(f"/bookings/{booking_id}/accept", data=form)
    assert place(booking_id, cast.omar).value == "accepted"


def test_saying_no_without_a_reason_is_asked_for_one(client, cast):
    booking_id = proposed(cast, sisters(cast))
    sign_in(client, cast.omar)
    answer = client.post(f"/bookings/{booking_id}/decline", data={})
    assert answer.status_code == 422
    assert "Choose a reason" in answer.get_data(as_text=True)


def test_what_cancelling_costs_is_said_before_and_is_what_is_paid(client, cast):
    booking_id = confirmed(cast, sisters(cast))
    before_call(24)
    sign_in(client, cast.ben)
    page = client.get(f"/bookings/{booking_id}/cancel").get_data(as_text=True)
    assert "€240.00 in all" in page
    assert 'name="price" value="24000"' in page
    client.post(f"/bookings/{booking_id}/cancel", data={"because": "not_needed", "price": "24000"})
    assert state(booking_id).value == "cancelled"


def test_the_call_sheet_says_who_when_and_what_and_is_a_document(client, cast):
    booking_id = confirmed(cast, sisters(cast))
    sign_in(client, cast.omar)
    page = client.get(f"/bookings/{booking_id}/sheet").get_data(as_text=True)
    for said in ("Omar", "Mira", "Rosa", "red", "anger turns to relief", "meet.example"):
        assert said.lower() in page.lower()
    document = client.get(f"/bookings/{booking_id}/sheet.pdf")
    assert document.data.startswith(b"%PDF")


def test_a_clap_is_one_instant_for_everybody(client, cast):
    booking_id = confirmed(cast, sisters(cast))
    path = f"/bookings/{booking_id}/clap"
    sign_in(client, cast.omar)
    client.post(path)
    first = client.get(f"{path}.json").json
    sign_in(client, cast.mira)
    client.post(path)
    assert client.get(f"{path}.json").json == first
    assert first["clap_ms"] - first["now_ms"] == 8000


def test_every_page_of_it_opens(client, cast):
    gig = sisters(cast)
    booking_id = confirmed(cast, gig)
    sign_in(client, cast.ben)
    for path in (
        "/bookings",
        f"/bookings/gigs/{gig.gig_id}",
        *(f"/bookings/{booking_id}{each}" for each in ("", "/move", "/cancel", "/swap", "/clap")),
    ):
        assert client.get(path).status_code == 200, path


def test_an_address_for_calendars_is_shown_once(client, cast):
    sign_in(client, cast.omar)
    shown = client.post("/bookings/calendar").get_data(as_text=True)
    address = re.search(r"http://\S+\.ics", shown).group(0)
    assert address not in client.get("/bookings/calendar").get_data(as_text=True)
    assert client.get(address.replace("http://127.0.0.1", "")).status_code == 200
