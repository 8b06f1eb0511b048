"""Campaigns for programs: the same as the pages, by the same rules."""

from marketplace.campaigns.cells import key_of
from tests.api.asking import Program
from tests.marketplace.campaigns.offered import CALL, COMFORT, GROUP, campaign

PATH = "/api/v1/campaigns"


def test_slots_are_offered_read_and_taken(app, cast):
    gig_id = campaign(cast).gig_id
    ben, omar = Program(app, cast.ben), Program(app, cast.omar)
    body = {"cell": key_of(COMFORT), "starts_at": CALL.isoformat(), "zone": "Europe/Berlin"}
    made = ben.post(f"{PATH}/{gig_id}/slots", {**body, "count": 2})
    assert made.status_code == 201
    first = omar.get(f"{PATH}/{gig_id}/slots", limit=1).json
    rest = omar.get(f"{PATH}/{gig_id}/slots", limit=1, after=first["next"]).json
    assert [each["id"] for each in first["items"] + rest["items"]] == made.json["ids"]
    assert rest["next"] is None
    slot = first["items"][0]
    taken = omar.post(f"{PATH}/slots/{slot['id']}/taking", {"seen": slot["starts_at"]})
    assert omar.get(f"/api/v1/bookings/{taken.json['booking_id']}").json["state"] == "confirmed"
    fill = ben.get(f"{PATH}/{gig_id}").json
    assert [each["booked"] for each in fill["cells"] if each["key"] == key_of(COMFORT)] == [120]
    refused = ben.delete(f"{PATH}/slots/{slot['id']}")
    assert refused.status_code == 409


def test_what_somebody_says_of_themselves_is_kept_and_taken_back(app, cast):
    gig_id = campaign(cast).gig_id
    omar = Program(app, cast.omar)
    path = f"{PATH}/{gig_id}/description"
    assert omar.put(path, {"group": GROUP.group, "agreed": False}).status_code == 422
    assert omar.put(path, {"group": GROUP.group, "agreed": True}).status_code == 204
    assert omar.delete(path).status_code == 204


def test_campaigns_are_those_of_who_asks(app, cast):
    gig_id = campaign(cast).gig_id
    for person, there in ((cast.ben, 1), (cast.omar, 1), (cast.otto, 0)):
        items = Program(app, person).get(PATH).json["items"]
        assert [each["gig_id"] for each in items] == [str(gig_id)] * there
