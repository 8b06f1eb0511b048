"""Minimums by token: the same that the page keeps, in its own words refused."""

import pytest

from tests.api.asking import Program
from tests.cast import sign_in

SAID = {
    "seen": 0,
    "uses": {"generative_training": "never", "evaluation": "priced"},
    "prices": {"evaluation": 1250},
    "currency": "EUR",
    "territories": ["EU"],
    "avoided": ["Rival, Inc."],
    "lowest_rates": {"JPY": 4000},
}


def test_what_a_program_says_stands_on_the_page(app, cast, client):
    omar = Program(app, cast.omar)
    assert omar.get("/api/v1/minimums").json["version"] == 0
    kept = omar.post("/api/v1/minimums", SAID)
    assert kept.status_code == 201
    assert kept.json["version"] == 1
    assert kept.json["minimums"]["prices"] == {"evaluation": 1250}
    assert omar.get("/api/v1/minimums").json == kept.json
    assert omar.get("/api/v1/minimums/history").json == [kept.json]
    sign_in(client, cast.omar)
    assert "Only from 12.50 EUR up: evaluation." in client.get("/rights/minimums").text


def test_over_another_version_nothing_is_saved(app, cast):
    omar = Program(app, cast.omar)
    omar.post("/api/v1/minimums", SAID)
    assert omar.post("/api/v1/minimums", {"seen": 0}).status_code == 409
    assert omar.get("/api/v1/minimums").json["version"] == 1


def test_nobody_else_reads_it(app, cast):
    Program(app, cast.omar).post("/api/v1/minimums", SAID)
    assert Program(app, cast.mira).get("/api/v1/minimums").json["version"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"uses": {"review": "never"}},
        {"uses": {"evaluation": "priced"}, "prices": {}},
        {"prices": {"resale": 1}},
        {"currency": None},
        {"territories": ["Europe"]},
        {"avoided": ["two\nlines"]},
        {"lowest_rates": {"EURO": 1}},
        {"longest_months": 0},
        {"most_intense": "wild"},
        {"wishes": {}},
    ],
)
def test_what_has_another_shape_is_refused(app, cast, wrong):
    answer = Program(app, cast.omar).post("/api/v1/minimums", {**SAID, **wrong})
    assert answer.status_code == 422


def test_without_its_scope_nothing_is_said(app, cast):
    program = Program(app, cast.omar, scopes=["minimums:read"])
    assert program.post("/api/v1/minimums", SAID).status_code == 403
