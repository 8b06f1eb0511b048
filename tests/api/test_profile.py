"""One's own profile by token, and whether one's organisation is verified."""

import pytest

from tests.access.performers import FINDING, PARTICULARS
from tests.api.asking import Program
from tests.cast import NORTHLAB, sign_in

PROFILE = "/api/v1/profile"
SAID = {
    "seen": 0,
    "stage_name": "O. Harrow",
    "visibility": "verified",
    "languages": [{"code": "de", "level": "native", "accents": ["Bavarian"]}],
    "emotions": ["joy"],
    "styles": ["improv"],
    "youngest": 20,
    "oldest": 35,
}


def test_what_a_program_says_stands_on_the_page(app, cast, client):
    omar = Program(app, cast.omar)
    assert omar.get(PROFILE).json["version"] == 0
    kept = omar.post(PROFILE, SAID)
    assert kept.status_code == 201
    assert kept.json["languages"] == SAID["languages"]
    assert kept.json["cannot_be_booked_because"]
    assert "Languages" not in [each["what"] for each in kept.json["missing"]]
    assert omar.get(PROFILE).json == kept.json
    sign_in(client, cast.omar)
    assert "German (native), accents: Bavarian" in client.get("/profile").text


def test_over_another_version_nothing_is_saved(app, cast):
    omar = Program(app, cast.omar)
    omar.post(PROFILE, SAID)
    assert omar.post(PROFILE, {**SAID, "stage_name": "Other"}).status_code == 409
    assert omar.get(PROFILE).json["stage_name"] == "O. Harrow"


@pytest.mark.parametrize(
    "wrong",
    [
        {"stage_name": ""},
        {"visibility": "everybody"},
        {"oldest": 19},
        {"youngest": None},
        {"languages": [{"code": "xx", "level": "native"}]},
        {"works_from": "Germany"},
        {"union": "Equity"},
    ],
)
def test_what_cannot_be_said_is_refused(app, cast, wrong):
    omar = Program(app, cast.omar)
    assert omar.post(PROFILE, {**SAID, **wrong}).status_code == 422
    assert omar.get(PROFILE).json["version"] == 0


def test_a_client_reads_whether_it_is_verified(app, cast, client):
    ben = Program(app, cast.ben)
    assert not ben.get("/api/v1/verification").json["verified"]
    sign_in(client, cast.ada)
    client.post(f"/clients/{NORTHLAB}/verification", data=PARTICULARS)
    sign_in(client, cast.cora)
    client.post(f"/verifications/{NORTHLAB}", data=FINDING)
    said = ben.get("/api/v1/verification").json
    assert said["verified"]
    assert said["expires_on"] == "2027-01-01"
