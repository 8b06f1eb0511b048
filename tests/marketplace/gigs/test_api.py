"""Gigs for programs: the same as the pages say, and the same acts."""

from datetime import date

import pytest

from foundation.database import db
from marketplace.gigs.models import Gig, GigState
from tests.api.asking import Program
from tests.marketplace.gigs.posting import open_, titled


def test_a_program_finds_a_gig_and_reads_it(app, cast):
    gig_id = open_(cast, titled("A quarrel"))
    omar = Program(app, cast.omar)
    [found] = omar.get("/api/v1/gigs", q="quarrel").json["items"]
    assert (found["id"], found["client"], found["hourly_minor"]) == (str(gig_id), "Northlab", 6000)
    assert found["uses"] == ["generative_training", "fine_tuning"]
    whole = omar.get(f"/api/v1/gigs/{gig_id}").json
    assert whole.items() >= found.items()
    assert [each["key"] for each in whole["parts"]] == ["rosa", "lena"]
    assert omar.get("/api/v1/gigs", q="wedding").json["items"] == []


def test_pages_follow_each_other(app, cast):
    for title in ("One", "Two", "Three"):
        open_(cast, titled(title))
    omar = Program(app, cast.omar)
    first = omar.get("/api/v1/gigs", limit=2).json
    rest = omar.get("/api/v1/gigs", limit=2, after=first["next"]).json
    titles = [item["title"] for page in (first, rest) for item in page["items"]]
    assert titles == ["Three", "Two", "One"]
    assert rest["next"] is None


@pytest.mark.parametrize("asked", [{"limit": 0}, {"currency": "XXX"}, {"least_hourly_minor": -1}])
def test_a_bad_question_is_refused(app, cast, asked):
    assert Program(app, cast.omar).get("/api/v1/gigs", **asked).status_code == 422


def test_its_client_keeps_it_by_token(app, cast):
    gig_id = open_(cast)
    ben, path = Program(app, cast.ben), f"/api/v1/gigs/{gig_id}"
    assert ben.post(f"{path}/pause", {"reason": "Enough."}).json["state"] == "paused"
    assert ben.post(f"{path}/pause", {"reason": "Enough."}).status_code == 409
    assert ben.post(f"{path}/resumption", {}).json["state"] == "open"
    longer = ben.post(f"{path}/extension", {"apply_by": "2026-03-25"})
    assert longer.json["apply_by"] == date(2026, 3, 25).isoformat()
    assert ben.post(f"{path}/closing", {"reason": "Cast."}).json["state"] == "closed"


def test_nobody_elses_program_ends_it(app, cast):
    gig_id = open_(cast)
    path = f"/api/v1/gigs/{gig_id}/cancellation"
    assert Program(app, cast.mira).post(path, {"reason": "Mine."}).status_code == 404
    db.session.rollback()
    assert db.session().get(Gig, gig_id).state is GigState.OPEN
