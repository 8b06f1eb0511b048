"""Licences by token: read, recipients named, uses signed and reported. No licence is signed so."""

from datetime import timedelta

from foundation import clock
from tests.api.asking import Program
from tests.cast import NORTHLAB
from tests.consent.licences.licensed import licensed
from tests.marketplace.accounts.phones import set_up_phone


def owner(app, person):
    """A program of an owner, who needs a second factor to have one."""
    set_up_phone(person)
    return Program(app, person)


HERE = "/api/v1/licences"
PARTNER = {"name": "Partner", "country": "DE", "purpose": "Fine-tunes for support."}


def test_ones_own_licences_are_listed_and_no_others(app, cast):
    licence = licensed(cast.ada)
    (listed,) = Program(app, cast.ben).get(HERE).json["items"]
    assert (listed["id"], listed["state"]) == (str(licence), "signed")
    rolf = owner(app, cast.rolf)
    assert rolf.get(HERE).json["items"] == []
    assert rolf.get(f"{HERE}/{licence}").status_code == 404


def test_a_licence_says_what_holds_whom_it_supplies_and_what_is_due(app, cast):
    licence = licensed(cast.ada)
    ada = owner(app, cast.ada)
    named = ada.post(f"{HERE}/{licence}/recipients", PARTNER)
    assert (named.status_code, named.json["effective_on"]) == (201, "2026-03-16")
    found = ada.get(f"{HERE}/{licence}").json
    assert (found["client_id"], found["starts_on"]) == (str(NORTHLAB), "2026-03-02")
    assert found["uses"]["generative_training"] == "constrained"
    assert [each["name"] for each in found["recipients"]] == ["Partner"]
    assert found["reports_due"][0]["from_on"] == "2026-03-02"


def test_a_program_reports_what_is_due_once(app, cast):
    licence = licensed(cast.ada)
    ada = owner(app, cast.ada)
    report = {"from_on": "2026-03-02", "uses": ["evaluation"], "name": "Ada Brandt"}
    assert ada.post(f"{HERE}/{licence}/reports", report).status_code == 409
    clock.move(timedelta(days=95))
    later = Program(app, cast.ada)
    said = later.post(f"{HERE}/{licence}/reports", report)
    assert said.status_code == 201
    assert said.json["reports_due"][0]["from_on"] == "2026-06-02"


def test_a_country_is_checked_before_anything_is_told(app, cast):
    licence = licensed(cast.ada)
    wrong = owner(app, cast.ada).post(
        f"{HERE}/{licence}/recipients", {**PARTNER, "country": "Germany"}
    )
    assert wrong.status_code == 422


def test_reading_alone_names_nobody(app, cast):
    licence = licensed(cast.ada)
    set_up_phone(cast.ada)
    reader = Program(app, cast.ada, ["licences:read"])
    assert reader.post(f"{HERE}/{licence}/recipients", PARTNER).status_code == 403
