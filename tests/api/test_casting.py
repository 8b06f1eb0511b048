"""Casting by token: applied, answered, offered and countered; signing is left to a person."""

from uuid import UUID

from foundation.database import db
from tests.api.asking import Program
from tests.marketplace.casting.scene import opened, sign

AT = "/api/v1"


def applied(app, cast, gig_id, part="rosa"):
    omar = Program(app, cast.omar)
    draft = omar.post(f"{AT}/applications", {"gig_id": str(gig_id), "part": part, "note": "I am."})
    assert (draft.status_code, draft.json["state"]) == (201, "draft")
    done = omar.post(f"{AT}/applications/{draft.json['id']}/submission", {})
    assert (done.status_code, done.json["state"]) == (200, "submitted")
    return omar, done.json["id"]


def test_from_an_application_to_an_engagement(app, cast):
    gig_id = opened(cast, more=1_000_000)
    omar, application = applied(app, cast, gig_id)
    ben = Program(app, cast.ben)
    found = ben.get(f"{AT}/casting/gigs/{gig_id}/applications", state="submitted").json["items"]
    assert [(each["id"], each["stars"]) for each in found] == [(application, 0)]
    terms = {"application_id": application, "hourly_minor": 6000, "take_minor": 1500}
    offer = ben.post(f"{AT}/offers", terms).json
    assert offer["sign_at"] == ""
    mine = omar.get(f"{AT}/offers/{offer['id']}").json
    assert "/sign" in mine["sign_at"]
    countered = omar.post(
        f"{AT}/offers/{offer['id']}/counter", {"hourly_minor": 7000, "take_minor": 1500}
    ).json
    assert (countered["by_performer"], countered["counters"]) == (True, offer["id"])
    agreed = ben.post(f"{AT}/offers", {**terms, "hourly_minor": 7000}).json
    db.session.rollback()
    sign(UUID(agreed["id"]), cast.omar)
    (engaged,) = omar.get(f"{AT}/engagements").json["items"]
    assert engaged["terms_hash"] == agreed["terms_hash"]
    assert ben.get(f"{AT}/engagements/{engaged['id']}").json["part"] == "rosa"
    assert omar.get(f"{AT}/offers", state="accepted").json["items"][0]["id"] == agreed["id"]


def test_many_are_answered_marked_noted_and_put_back(app, cast):
    gig_id = opened(cast)
    omar, application = applied(app, cast, gig_id)
    ben, url = Program(app, cast.ben), f"{AT}/casting/gigs/{gig_id}/moves"
    body = {"application_ids": [application], "state": "shortlisted"}
    assert ben.post(url, body).json == {"changed": 1}
    assert ben.post(f"{url}/undo", {}).json == {"changed": 1}
    assert omar.get(f"{AT}/applications/{application}").json["state"] == "submitted"
    about = f"{AT}/casting/applications/{application}"
    marked = ben.post(f"{about}/mark", {"stars": 4, "tags": ["warm", "quick"]}).json
    assert (marked["stars"], marked["tags"]) == (4, ["warm", "quick"])
    assert ben.post(f"{about}/notes", {"text": "Listens."}).status_code == 201
    assert [each["text"] for each in ben.get(f"{about}/notes").json] == ["Listens."]


def test_what_is_refused_is_said(app, cast):
    gig_id = opened(cast)
    omar, application = applied(app, cast, gig_id)
    ben = Program(app, cast.ben)
    low = {"application_id": application, "hourly_minor": 1, "take_minor": 1500}
    refused = ben.post(f"{AT}/offers", low)
    assert (refused.status_code, refused.content_type) == (422, "application/problem+json")
    url = f"{AT}/casting/gigs/{gig_id}/moves"
    assert ben.post(url, {"application_ids": [application], "state": "engaged"}).status_code == 422
    gone = {"gig_id": str(gig_id), "part": "nobody"}
    assert omar.post(f"{AT}/applications", gone).status_code == 422


def test_a_page_leads_to_the_next_and_drafts_are_ones_own(app, cast):
    gig_id = opened(cast)
    omar, first = applied(app, cast, gig_id)
    draft = {"gig_id": str(gig_id), "part": "lena"}
    second = omar.post(f"{AT}/applications", draft).json["id"]
    page = omar.get(f"{AT}/applications", limit=1).json
    rest = omar.get(f"{AT}/applications", limit=1, after=page["next"]).json
    assert {page["items"][0]["id"], rest["items"][0]["id"]} == {first, second}
    assert rest["next"] is None
    seen = Program(app, cast.ben).get(f"{AT}/casting/gigs/{gig_id}/applications").json
    assert [each["id"] for each in seen["items"]] == [first]
    assert Program(app, cast.mira).get(f"{AT}/applications/{first}").status_code == 404


def test_when_somebody_could_begin_is_kept_in_one_zone_and_in_our_time(app, cast):
    gig_id = opened(cast)
    body = {"gig_id": str(gig_id), "part": "rosa", "note": "I am."}
    omar = Program(app, cast.omar)
    draft = omar.post(f"{AT}/applications", {**body, "starts": ["2026-04-01T10:00:00+05:00"]})
    assert draft.json["starts"] == ["2026-04-01T05:00:00+00:00"]
    for never in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        assert omar.post(f"{AT}/applications", {**body, "starts": [never]}).status_code == 422
