"""Downloads, and the page that anybody may look at."""

import json
from uuid import uuid4

import pytest

from consent.projections.actions import show_recording
from tests.cast import sign_in
from tests.consent.recordings.performed import recorded


@pytest.fixture
def grant(cast):
    (made,) = recorded(cast.omar.id)
    return made


@pytest.fixture
def path(cast, grant):
    found = show_recording(grant.recording_id, "provenance", actor=cast.omar.actor)
    return found["metadata_location"].removeprefix("http://127.0.0.1")


def test_the_public_page_says_what_is_allowed_and_names_nobody(client, cast, grant, path):
    page = client.get(path)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Only under a licence" in page.text
    for secret in (cast.omar.id, grant.id, grant.recording_id, grant.thread, "Omar", "Northlab"):
        assert str(secret) not in page.text


def test_the_same_as_json_for_any_page_and_any_tool(client, cast, grant, path):
    for answer in (
        client.get(f"{path}.json"),
        client.get(path, headers={"Accept": "application/json"}),
    ):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.json["uses"]["evaluation"] == {
            "use": "constrained",
            "entry": "org.fairtake.evaluation",
            "until": "2029-03-01",
        }
        assert answer.json["uses"]["resale"]["use"] == "notAllowed"
        for secret in (cast.omar.id, grant.id, grant.recording_id, grant.thread):
            assert str(secret) not in answer.text


def test_an_id_that_was_never_given_is_not_found(client, grant):
    assert client.get(f"/licence-status/{uuid4()}").status_code == 404
    assert client.get(f"/licence-status/{grant.recording_id}.json").status_code == 404


def test_a_performer_downloads_their_grant_as_linked_data(client, cast, grant):
    sign_in(client, cast.omar)
    answer = client.get(f"/projections/grants/{grant.id}/odrl.json")
    assert answer.headers["Content-Type"] == "application/ld+json"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert json.loads(answer.text)["@type"] == "odrl:Agreement"


def test_who_reads_another_s_grant_is_on_record_and_a_client_sees_only_the_recording(
    client, cast, grant
):
    sign_in(client, cast.ada)
    assert client.get(f"/projections/grants/{grant.id}/odrl.json").status_code == 404
    assert client.get(f"/projections/recordings/{grant.recording_id}/cawg.json").status_code == 200
    sign_in(client, cast.cora)
    assert client.get(f"/projections/grants/{grant.id}/dpv.json").status_code == 200
    sign_in(client, cast.omar)
    page = client.get("/threads").text
    assert page.partition("Who read them")[2].count("Compliance") == 1


def test_who_asks_without_end_is_asked_to_wait(client, path):
    somebody = {"environ_base": {"REMOTE_ADDR": "198.51.100.7"}}
    answers = [client.get(f"{path}.json", **somebody).status_code for _ in range(601)]
    assert (answers.count(200), answers[-1]) == (600, 429)
    assert client.get(f"{path}.json").status_code == 200
