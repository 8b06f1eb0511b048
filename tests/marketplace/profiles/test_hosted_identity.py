"""A provider of identity checks, as a small stand-in over HTTP: only what it came to is kept."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import urllib3
from flask import Flask, request
from sqlalchemy import select

from foundation.clock import now
from foundation.database import db
from foundation.webhooks import signing
from marketplace.profiles.checks import NOT_PROVEN, may_be_booked
from marketplace.profiles.identity import queries as identity_queries
from marketplace.profiles.identity import visits
from marketplace.profiles.identity.models import HostedVisit, IdentityCheck
from marketplace.profiles.identity.provider import ProviderSilent, provider_of
from tests.cast import sign_in
from tests.listening import listening

SECRET = "a secret that both of us have"
FOUND = {
    "document": "passport",
    "is_person": True,
    "is_adult": True,
    "checked_on": "2026-03-02",
    "expires_on": "2030-01-01",
    "name": "Never To Be Kept",
    "number": "X1234567",
}


def stand_in(goes_on=None):
    provider = Flask("stand-in")

    @provider.post("/visits")
    def begin():
        assert request.headers["Authorization"] == f"Bearer {SECRET}"
        assert sorted(request.json) == ["return_to", "state"]
        address = goes_on or f"{request.host_url}pages/1"
        return {"reference": request.json["state"], "address": address}, 201

    return provider


@pytest.fixture
def hosted(app, cast):
    before = app.extensions["fairtake_settings"]
    with listening(stand_in()) as address:
        app.extensions["fairtake_settings"] = replace(
            before, identity_url=address, identity_secret=SECRET
        )
        yield address
    app.extensions["fairtake_settings"] = before


@pytest.fixture
def omar(client, cast, hosted):
    """Sent to the provider; nothing came back yet."""
    sign_in(client, cast.omar)
    answer = client.post("/profile/identity")
    assert f"{hosted}/pages/1" in answer.text
    return cast.omar


def visit():
    db.session.rollback()
    return db.session().scalars(select(HostedVisit)).one()


def told(app, secret=SECRET, at=None, **found):
    body = json.dumps({**FOUND, "reference": visit().reference, **found}).encode()
    headers = signing.headers(uuid4(), at or now(), body, [secret.encode()])
    with listening(app) as address:
        sent = urllib3.request("POST", f"{address}/identity/results", body=body, headers=headers)
        return sent.status


def test_what_the_provider_found_holds_and_nothing_more_is_kept(app, omar):
    assert told(app) == 204
    db.session.rollback()
    assert may_be_booked(db.session(), omar.id) == []
    [check] = db.session().scalars(select(IdentityCheck)).all()
    assert (check.proof, check.document, check.is_adult) == ("provider", "passport", True)
    kept = {str(value) for value in vars(check).values()}
    assert not kept & {FOUND["name"], FOUND["number"]}


def test_told_twice_it_is_kept_once(app, omar):
    assert [told(app), told(app)] == [204, 204]
    db.session.rollback()
    assert len(db.session().scalars(select(IdentityCheck)).all()) == 1


def test_who_is_not_of_age_cannot_be_booked(app, omar):
    told(app, is_adult=False)
    db.session.rollback()
    assert may_be_booked(db.session(), omar.id) == [NOT_PROVEN]


def test_what_somebody_else_signed_or_sent_again_later_is_nothing(app, omar):
    assert told(app, secret="another") == 422
    assert told(app, at=now() - timedelta(minutes=6)) == 422
    assert told(app, reference="nobody's") == 404
    assert visit().ended_at is None


def test_without_asking_for_the_signature_a_stranger_could_say_so(app, omar, monkeypatch):
    """The fault that the test above would catch."""
    monkeypatch.setattr(visits, "is_signed", lambda *_: True)
    assert told(app, secret="another") == 204


def test_nobody_is_sent_on_to_somebody_elses_address(app, cast, hosted):
    with listening(stand_in(goes_on="https://elsewhere.example/pages")) as address:
        changed = replace(app.extensions["fairtake_settings"], identity_url=address)
        with pytest.raises(ProviderSilent):
            provider_of(changed).begin("http://127.0.0.1/back", actor=cast.omar.actor)


def test_whoever_would_rather_meet_a_person_does(client, cast, hosted):
    sign_in(client, cast.omar)
    assert "Meet a person instead" in client.get("/profile/identity").text
    assert client.post("/profile/identity", data={"by_hand": "yes"}).status_code == 302
    assert identity_queries.open_request(db.session(), cast.omar.id) is not None


def test_a_provider_that_is_away_says_so_in_a_sentence(app, cast, session):
    settings = replace(
        app.extensions["fairtake_settings"], identity_url="http://127.0.0.1:9", identity_secret="s"
    )
    with pytest.raises(ProviderSilent):
        provider_of(settings).begin("http://127.0.0.1/back", actor=cast.omar.actor)


def test_without_a_provider_compliance_is_asked(client, cast):
    sign_in(client, cast.omar)
    assert client.post("/profile/identity").status_code == 302
