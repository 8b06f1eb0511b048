"""Hours on pages: tapped, read by both sides, corrected, approved, disputed and settled."""

from datetime import timedelta

import pytest

from foundation.clock import hold
from marketplace.hours.models import LineKind
from marketplace.hours.own_data import exports_of
from tests.cast import sign_in
from tests.marketplace.bookings.booked import CALL
from tests.marketplace.hours.worked import earned, later, line, over, sheet
from tests.marketplace.takes.played import met, signed_sisters

pytestmark = pytest.mark.usefixtures("session")


def read(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def line_url(booking_id, person, kind="call"):
    return f"/bookings/{booking_id}/hours/{sheet(booking_id, person).id}/{kind}"


def test_a_performer_taps_and_sees_what_the_day_is_worth_so_far(client, cast):
    booking_id = met(cast, signed_sisters(cast))
    url = f"/bookings/{booking_id}/hours"
    sign_in(client, cast.omar)
    assert "Nothing has begun yet" in read(client, url)
    hold(CALL)
    client.post(f"{url}/log", data={"phase": "work"})
    hold(CALL + timedelta(minutes=30))
    page = read(client, url)
    # Half an hour, de-roling, tech check and briefing.
    assert "€65.00" in page.split("so far")[0]
    assert "Now: Work" in page


def test_both_sides_read_the_same_rows_and_nobody_the_partners_pay(client, cast):
    booking_id = over(cast)
    url = f"/bookings/{booking_id}/hours"
    sign_in(client, cast.omar)
    own = read(client, url)
    assert "2:50:00" in own
    assert "Mira" not in own.split("The log")[0]
    sign_in(client, cast.ben)
    theirs = read(client, url)
    assert "2:50:00" in theirs
    assert "Mira" in theirs


def test_the_list_says_whose_hours_they_are(client, cast):
    over(cast)
    sign_in(client, cast.ben)
    page = read(client, "/hours")
    assert "Omar" in page
    assert "Mira" in page


def test_a_client_approves_one_line_and_then_the_rest(client, cast):
    booking_id = over(cast)
    sign_in(client, cast.ben)
    assert "Not approved yet" in read(client, "/hours")
    url = f"/bookings/{booking_id}/hours/{sheet(booking_id, cast.omar).id}/approve"
    client.post(url, data={"kind": "call"})
    assert earned(cast.omar) == [("hours", 170, 17000)]
    answer = client.post(url, follow_redirects=True)
    assert "Approved. The performer is told." in answer.get_data(as_text=True)
    assert sheet(booking_id, cast.omar).settled_at is not None


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"minutes": "soon", "because": "other"}, "Write minutes and seconds"),
        ({"minutes": "170", "because": "other"}, "what the line says already"),
        ({"minutes": "180"}, "Choose a reason"),
        ({"minutes": "180", "because": "log"}, "Choose a reason"),
    ],
)
def test_bad_input_is_said_at_its_field(client, cast, form, said):
    booking_id = over(cast)
    sign_in(client, cast.omar)
    answer = client.post(f"{line_url(booking_id, cast.omar)}/correct", data=form)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert f'value="{form["minutes"]}"' in answer.get_data(as_text=True)


def test_a_correction_is_proposed_and_answered_on_pages(client, cast):
    booking_id = over(cast)
    url = line_url(booking_id, cast.omar)
    sign_in(client, cast.omar)
    form = {"minutes": "180", "seconds": "30", "because": "pressed_late"}
    client.post(f"{url}/correct", data=form)
    sign_in(client, cast.ben)
    assert "3:00:30" in read(client, url)
    client.post(f"{url}/answer", data={"agreed": "true"})
    assert line(booking_id, cast.omar, LineKind.CALL).seconds == 180 * 60 + 30


def test_compliance_decides_what_was_disputed(client, cast):
    booking_id = over(cast)
    url = line_url(booking_id, cast.omar)
    sign_in(client, cast.omar)
    assert client.post(f"{url}/dispute", data={"text": " "}).status_code == 422
    client.post(f"{url}/dispute", data={"text": "I stayed longer."})
    sign_in(client, cast.cora)
    assert "as the performer says" in read(client, url)
    client.post(f"{url}/settle", data={"minutes": "175", "seconds": ""})
    assert earned(cast.omar) == [("hours", 175, 17500)]


def test_a_performer_is_given_their_hours_with_their_own_data(cast, session):
    booking_id = over(cast)
    later(days=7, minutes=1)
    found = exports_of(session, cast.omar.id)
    assert found["hours"][0]["lines"]["call"]["amount_minor"] == 17000
    assert found["hours_logged"][0]["booking"] == str(booking_id)
    assert exports_of(session, cast.otto.id) == {"hours": [], "hours_logged": []}
