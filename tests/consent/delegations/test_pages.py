"""The page of who may read one's rights, and the observer's own."""

from datetime import timedelta

import pytest

from consent.delegations import actions, queries
from consent.delegations.models import Observing
from foundation import clock
from foundation.database import db
from tests.api.asking import Program
from tests.cast import NORTHLAB, RIVALLAB, sign_in
from tests.consent.delegations.test_delegating import LAST_DAY
from tests.consent.recordings.performed import recorded

FORM = {
    "email": "otto@example.org",
    "observing": "agent",
    "until": LAST_DAY.isoformat(),
    "reach": "all",
}


@pytest.fixture
def grant(cast):
    (made,) = recorded(cast.omar.id)
    return made


def test_from_nobody_to_an_agent_who_reads_and_is_seen_to_have_read(client, cast, grant):
    sign_in(client, cast.omar)
    assert "Nobody but you reads your rights" in client.get("/rights/delegations").text
    page = client.post("/rights/delegations", data=FORM, follow_redirects=True).text
    assert "otto@example.org" in page
    assert "May read" in page

    sign_in(client, cast.otto)
    page = client.get("/delegated").text
    assert "Omar" in page
    (delegation,) = queries.held(db.session(), cast.otto.actor)
    page = client.get(f"/delegated/{delegation.id}").text
    assert grant.thread in page
    assert "performer Omar" in client.get(f"/threads/{grant.thread}").text

    sign_in(client, cast.omar)
    page = client.get("/rights/delegations").text
    assert page.partition("What observers looked at")[2].count("Otto") == 2
    assert "Observer" in client.get("/threads").text

    ended = client.post(f"/rights/delegations/{delegation.id}/end", follow_redirects=True)
    assert "Ended by you" in ended.text
    sign_in(client, cast.otto)
    assert "Nothing is open to you today." in client.get("/delegated").text
    for path in (f"/delegated/{delegation.id}", f"/threads/{grant.thread}"):
        assert client.get(path).status_code == 404
    assert client.get(f"/threads/{grant.thread}/evidence").status_code == 404


def test_the_page_does_not_tell_whether_somebody_has_an_account(client, cast):
    sign_in(client, cast.omar)
    known = client.post("/rights/delegations", data=FORM, follow_redirects=True).text
    sign_in(client, cast.mira)
    unknown = client.post(
        "/rights/delegations", data={**FORM, "email": "none@example.org"}, follow_redirects=True
    ).text
    known, unknown = (
        page.partition("<main")[2].partition("</main>")[0].replace("none@", "otto@")
        for page in (known, unknown)
    )
    one, other = (page.split("/end", 1)[1] for page in (known, unknown))
    assert one == other


def test_only_clients_that_one_worked_for_are_offered(client, cast, grant):
    sign_in(client, cast.omar)
    page = client.get("/rights/delegations").text
    assert str(NORTHLAB) in page
    assert str(RIVALLAB) not in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "nobody"}, "Write an email address."),
        ({"email": "omar@example.org"}, "This is your own address"),
        ({"observing": "auditor"}, "Choose one."),
        ({"until": "2026-02-01"}, "Choose a day from today on"),
        ({"until": "soon"}, "Choose a day."),
        ({"reach": "some"}, "Choose one client at least"),
    ],
)
def test_what_is_typed_wrong_is_said_and_kept(client, cast, typed, sentence):
    sign_in(client, cast.omar)
    page = client.post("/rights/delegations", data={**FORM, **typed})
    assert page.status_code == 422
    assert sentence in page.text
    if "email" not in typed:
        assert "otto@example.org" in page.text


def test_what_is_over_is_shown_as_over(client, cast):
    actions.delegate_reading(FORM["email"], Observing.AGENT, LAST_DAY, actor=cast.omar.actor)
    clock.move(timedelta(days=60))
    sign_in(client, cast.omar)
    page = client.get("/rights/delegations").text
    assert "Over" in page
    assert "End it now" not in page


def test_a_program_delegates_and_ends(app, cast, grant):
    omar, otto = Program(app, cast.omar), Program(app, cast.otto)
    asked = {name: FORM[name] for name in ("email", "observing", "until")}
    made = omar.post("/api/v1/delegations", asked)
    assert made.status_code == 201
    assert made.json["live"] is True
    [held] = otto.get("/api/v1/delegations/open-to-me").json
    assert held["performer_id"] == str(cast.omar.id)
    assert otto.get(f"/api/v1/projections/grants/{grant.id}/odrl").status_code == 200
    ended = omar.post(f"/api/v1/delegations/{made.json['id']}/ending", {})
    assert ended.json["live"] is False
    assert otto.get("/api/v1/delegations/open-to-me").json == []
    assert otto.get(f"/api/v1/projections/grants/{grant.id}/odrl").status_code == 404
    [shown] = omar.get("/api/v1/delegations").json
    assert shown["ended_at"]


def test_compliance_opens_one_client_s_recordings_to_an_auditor_and_closes_it(client, cast, grant):
    sign_in(client, cast.cora)
    assert "Nothing was opened to anybody outside yet." in client.get("/auditors").text
    form = {"email": "otto@example.org", "until": FORM["until"], "clients": str(NORTHLAB)}
    page = client.post("/auditors", data=form, follow_redirects=True).text
    assert "Recordings of Northlab" in page
    (delegation,) = queries.held(db.session(), cast.otto.actor)
    sign_in(client, cast.otto)
    assert "Opened by compliance" in client.get("/delegated").text
    assert "Omar" in client.get(f"/delegated/{delegation.id}").text
    sign_in(client, cast.omar)
    assert "Observer" in client.get("/threads").text
    sign_in(client, cast.cora)
    assert "Closed" in client.post(f"/auditors/{delegation.id}/end", follow_redirects=True).text
    sign_in(client, cast.otto)
    assert client.get(f"/threads/{grant.thread}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose clients, recordings or a period."),
        ({"recordings": "the first one"}, "Write ids of recordings, one a line."),
        ({"first": "2026-03-01"}, "Choose the first day and the last, or neither."),
        ({"email": "cora@example.org", "clients": str(NORTHLAB)}, "This is your own address"),
        ({"until": "2036-01-01", "clients": str(NORTHLAB)}, "Choose a day from today on"),
    ],
)
def test_what_compliance_types_wrong_is_said_at_its_field(client, cast, grant, typed, sentence):
    sign_in(client, cast.cora)
    form = {"email": "otto@example.org", "until": FORM["until"], **typed}
    page = client.post("/auditors", data=form)
    assert page.status_code == 422
    assert sentence in page.text
