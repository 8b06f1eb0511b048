"""What belongs to a performer's profile, by token: hours, partners, reels, checks, agents."""

from dataclasses import replace

import pytest

from foundation.uploads import spool
from tests.api.asking import Program
from tests.cast import sign_in
from tests.foundation.uploads.tus import append, begun, id_of
from tests.listening import listening
from tests.marketplace.profiles.known import checked
from tests.marketplace.profiles.test_hosted_identity import SECRET, stand_in

AT = "/api/v1/profile"
SOUND = b"ID3\x04" + bytes(400)


@pytest.fixture(autouse=True)
def _empty_spool(settings):
    yield
    for path in spool.folder(settings.var).glob("*"):
        path.unlink()


def uploaded(client, person, content=SOUND, kind="audio/mpeg"):
    sign_in(client, person)
    place = begun(client, len(content), filename="mine.mp3", filetype=kind)
    append(client, place, 0, content)
    return str(id_of(place))


def test_a_week_and_a_day_that_differs_are_said_as_on_the_page(app, cast, client):
    omar, path = Program(app, cast.omar), f"{AT}/availability"
    assert not omar.get(path).json["said"]
    spans = [{"begins": "13:00", "ends": "24:00"}, {"begins": "09:00", "ends": "13:00"}]
    kept = omar.post(path, {"monday": spans}).json
    assert kept["week"]["monday"] == [{"begins": "09:00", "ends": "24:00"}]
    body = {"day": "2026-04-01", "free": True, "spans": [{"begins": "10:00", "ends": "11:30"}]}
    (day,) = omar.post(f"{path}/days", body).json["days"]
    assert {**body, "id": day["id"]} == day
    sign_in(client, cast.omar)
    assert "09:00-24:00" in client.get("/profile/availability").text
    assert Program(app, cast.mira).delete(f"{path}/days/{day['id']}").status_code == 404
    assert omar.delete(f"{path}/days/{day['id']}").status_code == 204
    assert omar.get(path).json["days"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"monday": [{"begins": "12:00", "ends": "09:00"}]},
        {"monday": [{"begins": "12:03", "ends": "13:00"}]},
        {"funday": []},
    ],
)
def test_hours_that_are_none_are_refused(app, cast, wrong):
    omar = Program(app, cast.omar)
    assert omar.post(f"{AT}/availability", wrong).status_code == 422
    assert not omar.get(f"{AT}/availability").json["said"]


def test_a_day_that_is_over_is_refused(app, cast):
    gone = {"day": "2020-01-01", "free": False}
    assert Program(app, cast.omar).post(f"{AT}/availability/days", gone).status_code == 422


def test_whom_somebody_avoids_is_on_their_own_list_alone(app, cast):
    omar = Program(app, cast.omar)
    (kept,) = omar.post(f"{AT}/partners", {"name": "Rex  Rage"}).json
    assert kept["name"] == "Rex Rage"
    mira = Program(app, cast.mira)
    assert mira.get(f"{AT}/partners").json == []
    assert mira.delete(f"{AT}/partners/{kept['id']}").status_code == 404
    assert omar.delete(f"{AT}/partners/{kept['id']}").status_code == 204
    assert omar.get(f"{AT}/partners").json == []


def test_reels_come_in_by_upload_and_are_ones_own(app, cast, client):
    omar, mira = Program(app, cast.omar), Program(app, cast.mira)
    body = {"title": "Grief", "upload_id": uploaded(client, cast.omar)}
    assert mira.put(f"{AT}/reels/last", body).status_code == 404
    (first,) = omar.put(f"{AT}/reels/last", body).json
    assert (first["title"], first["waits"], first["shown"]) == ("Grief", True, False)
    assert omar.put(f"{AT}/reels/last", body).status_code == 409
    more = {"title": "Joy", "upload_id": uploaded(client, cast.omar, b"ID3\x03" + bytes(9))}
    second = omar.put(f"{AT}/reels/last", more).json[1]
    sorted_anew = omar.post(f"{AT}/reels/{second['id']}/first", {}).json
    assert [each["title"] for each in sorted_anew] == ["Joy", "Grief"]
    assert mira.post(f"{AT}/reels/{second['id']}/title", {"title": "No"}).status_code == 404
    renamed = omar.post(f"{AT}/reels/{second['id']}/title", {"title": "Delight"}).json
    assert renamed[0]["title"] == "Delight"
    assert omar.delete(f"{AT}/reels/{second['id']}").status_code == 204
    assert [each["id"] for each in omar.get(f"{AT}/reels").json] == [first["id"]]


def test_what_is_no_reel_is_refused_by_its_bytes(app, cast, client):
    body = {"title": "Grief", "upload_id": uploaded(client, cast.omar, b"#!/bin/sh\n" * 9)}
    assert Program(app, cast.omar).put(f"{AT}/reels/last", body).status_code == 422


def test_equipment_is_only_read(app, cast, client):
    omar = Program(app, cast.omar)
    assert omar.get(f"{AT}/equipment").json["checked_at"] is None
    figures = {"sample_rate_hz": "48000", "noise_db": "-20", "level_db": "-9", "headphones": "true"}
    sign_in(client, cast.omar)
    client.post("/profile/equipment", data=figures)
    said = omar.get(f"{AT}/equipment").json
    assert said["found"]["sample_rate_hz"] == 48000
    assert "The room is loud" in said["to_mend"][0]


def test_a_check_by_hand_is_asked_for_and_its_result_read(app, cast):
    omar, path = Program(app, cast.omar), f"{AT}/identity"
    asked = omar.put(path, {}).json
    assert (asked["go_on_at"], asked["asked"]) == (None, True)
    assert omar.get(path).json["missing"]
    checked(cast.omar)
    said = omar.get(path).json
    assert (said["missing"], said["proof"], said["expires_on"]) == ([], "by_hand", "2031-01-01")


def test_a_hosted_visit_begins_with_an_address_of_the_providers(app, cast):
    before = app.extensions["fairtake_settings"]
    with listening(stand_in()) as address:
        hosted = replace(before, identity_url=address, identity_secret=SECRET)
        app.extensions["fairtake_settings"] = hosted
        said = Program(app, cast.omar).put(f"{AT}/identity", {}).json
        app.extensions["fairtake_settings"] = before
    assert said["go_on_at"] == f"{address}/pages/1"
    assert not said["asked"]


def test_a_client_has_none_of_it(app, cast):
    ben = Program(app, cast.ben)
    for path in ("availability", "partners", "reels", "equipment", "identity"):
        assert ben.get(f"{AT}/{path}").status_code == 403, path
    assert ben.put(f"{AT}/identity", {}).status_code == 403


def test_a_mandate_is_offered_accepted_and_ended(app, cast):
    omar, otto = Program(app, cast.omar), Program(app, cast.otto)
    body = {
        "email": cast.otto.email,
        "may_apply": True,
        "commission_basis_points": 1250,
        "until": "2026-12-31",
    }
    given = omar.post("/api/v1/mandates", body).json
    assert (given["scopes"], given["accepted_at"]) == (["see", "apply"], None)
    way = f"/api/v1/mandates/{given['id']}"
    assert Program(app, cast.mira).post(f"{way}/acceptance", {}).status_code == 404
    assert otto.post(f"{way}/acceptance", {}).json["agent_id"] == str(cast.otto.id)
    assert otto.post(f"{way}/acceptance", {}).status_code == 409
    page = otto.get("/api/v1/mandates").json
    assert [(each["id"], each["performer"]) for each in page["items"]] == [(given["id"], "Omar")]
    assert omar.post(f"{way}/ending", {}).json["ended_at"]
    assert Program(app, cast.mira).get("/api/v1/mandates").json == {"items": [], "next": None}


def test_a_mandate_cannot_hold_for_ever(app, cast):
    body = {"email": "a@example.net", "commission_basis_points": 0, "until": "2099-01-01"}
    assert Program(app, cast.omar).post("/api/v1/mandates", body).status_code == 422


def test_a_token_that_may_change_a_profile_gives_no_mandate(app, cast):
    omar = Program(app, cast.omar, ["profile:read", "profile:write"])
    body = {"email": cast.otto.email, "commission_basis_points": 0, "until": "2026-12-31"}
    assert omar.post("/api/v1/mandates", body).status_code == 403
