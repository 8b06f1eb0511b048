"""Bookings for programs: the same as the pages, by the same rules."""

import pytest
from icalendar import Calendar

from foundation.clock import hold
from tests.api.asking import Program
from tests.marketplace.bookings.booked import CALL, before_call, sisters

PATH = "/api/v1/bookings"


def test_a_program_finds_a_time_asks_and_the_others_answer(app, cast):
    gig = sisters(cast)
    ben, omar, mira = (Program(app, each) for each in (cast.ben, cast.omar, cast.mira))
    asked = {"gig_id": gig.gig_id, "minutes": 180, "first": "2026-04-13", "last": "2026-04-13"}
    times = ben.get(f"{PATH}/times", **asked).json
    assert 0 < len(times) <= 3
    made = ben.post(PATH, _body(gig, times[0]["starts_at"])).json
    path = f"{PATH}/{made['id']}"
    for program in (omar, mira):
        answer = program.post(f"{path}/acceptance", {"seen": times[0]["starts_at"]})
        assert answer.status_code == 201
    assert omar.get(path).json["state"] == "confirmed"
    assert [each["id"] for each in mira.get(PATH).json["items"]] == [made["id"]]
    assert "Omar" in str(omar.get(f"{path}/call-sheet").json["people"])


def test_a_price_is_said_and_another_one_is_refused(app, cast):
    gig = sisters(cast)
    ben, omar, mira = (Program(app, each) for each in (cast.ben, cast.omar, cast.mira))
    path = f"{PATH}/{ben.post(PATH, _body(gig, CALL.isoformat())).json['id']}"
    for program in (omar, mira):
        program.post(f"{path}/acceptance", {"seen": CALL.isoformat()})
    before_call(hours=10)
    ben = Program(app, cast.ben)  # The first token ran out meanwhile.
    price = ben.get(path).json["cancel_price_minor"]
    assert price == 2 * 12_000
    body = {"because": "not_needed", "price_minor": 0}
    assert ben.post(f"{path}/cancellation", body).status_code == 409
    done = ben.post(f"{path}/cancellation", {**body, "price_minor": price})
    assert done.json["state"] == "cancelled"


def test_checking_in_and_a_calendar(app, client, cast):
    gig = sisters(cast)
    ben, omar, mira = (Program(app, each) for each in (cast.ben, cast.omar, cast.mira))
    path = f"{PATH}/{ben.post(PATH, _body(gig, CALL.isoformat())).json['id']}"
    for program in (omar, mira):
        program.post(f"{path}/acceptance", {"seen": CALL.isoformat()})
    address = omar.post(f"{PATH}/calendar-address", {}).json["address"]
    read = client.get("/calendar/" + address.rsplit("/", 1)[1]).get_data(as_text=True)
    (event,) = Calendar.from_ical(read).walk("VEVENT")
    assert event.start == CALL
    hold(CALL)
    places = Program(app, cast.omar).post(f"{path}/check-in", {}).json["places"]
    assert {each["state"] for each in places} == {"checked_in", "accepted"}


@pytest.mark.parametrize("wrong", [{"minutes": 0}, {"zone": "Mars"}, {"starts_at": "soon"}])
def test_a_bad_body_is_refused(app, cast, wrong):
    gig = sisters(cast)
    body = {**_body(gig, CALL.isoformat()), **wrong}
    assert Program(app, cast.ben).post(PATH, body).status_code == 422


def _body(gig, starts_at):
    return {
        "gig_id": str(gig.gig_id),
        "engagement_ids": [str(each) for each in gig.both],
        "starts_at": starts_at,
        "minutes": 180,
        "zone": "Europe/Berlin",
    }
