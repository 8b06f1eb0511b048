"""Hours by token: the log, timesheets, and what is said about a line."""

from foundation.clock import hold
from tests.api.asking import Program
from tests.marketplace.bookings.booked import CALL
from tests.marketplace.hours.worked import earned, over, sheet
from tests.marketplace.takes.played import met, signed_sisters


def test_a_program_taps_and_reads_the_log(app, cast):
    booking_id = met(cast, signed_sisters(cast))
    hold(CALL)
    omar = Program(app, cast.omar)
    log = omar.post(f"/api/v1/bookings/{booking_id}/log", {"phase": "work"}).json
    assert [each["phase"] for each in log["events"]] == ["work"]
    assert Program(app, cast.otto).get(f"/api/v1/bookings/{booking_id}/log").status_code == 404


def test_a_performer_reads_their_own_and_the_client_approves(app, cast):
    booking_id = over(cast)
    own = Program(app, cast.omar).get("/api/v1/hours").json["items"]
    assert [each["performer_id"] for each in own] == [str(cast.omar.id)]
    ben = Program(app, cast.ben)
    assert len(ben.get("/api/v1/hours").json["items"]) == 2
    url = f"/api/v1/hours/{sheet(booking_id, cast.omar).id}"
    made = ben.post(f"{url}/approvals", {"lines": ["call"]}).json
    assert [each["state"] for each in made["lines"] if each["kind"] == "call"] == ["approved"]
    assert earned(cast.omar) == [("hours", 170, 17000)]


def test_a_line_is_corrected_answered_and_disputed(app, cast):
    booking_id = over(cast)
    url = f"/api/v1/hours/{sheet(booking_id, cast.omar).id}/lines"
    omar, ben = Program(app, cast.omar), Program(app, cast.ben)
    asked = {"seconds": 12000, "because": "technical"}
    assert omar.post(f"{url}/call/corrections", asked).status_code == 201
    assert omar.post(f"{url}/call/answers", {"agreed": True}).status_code == 409
    found = ben.post(f"{url}/call/answers", {"agreed": True}).json
    assert found["lines"][0]["seconds"] == 12000
    found = ben.post(f"{url}/break/disputes", {"text": "There was none."}).json
    assert found["lines"][1]["state"] == "disputed"
    assert omar.post(f"{url}/de_role/disputes", {"text": "More."}).status_code == 404
