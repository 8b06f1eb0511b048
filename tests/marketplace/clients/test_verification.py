"""An organisation asks to be verified, compliance says what it found."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import db
from marketplace.clients import queries
from marketplace.clients.models import ClientParticulars
from tests.access.performers import FINDING, PARTICULARS
from tests.cast import NORTHLAB, sign_in

OWN, DESK = f"/clients/{NORTHLAB}/verification", f"/verifications/{NORTHLAB}"


@pytest.fixture
def ada(client, cast):
    sign_in(client, cast.ada)
    return client


@pytest.fixture
def cora(app, cast):
    browser = app.test_client()
    sign_in(browser, cast.cora)
    return browser


def holds():
    return queries.verified(db.session(), NORTHLAB)


def test_it_is_verified_by_compliance_and_its_owner_is_told(ada, cora):
    ada.post(OWN, data=PARTICULARS)
    assert "Northlab" in cora.get("/verifications").text
    assert not holds()
    cora.post(DESK, data=FINDING)
    assert holds()
    assert "can post scenes" in ada.get("/notices").text
    assert "Verified" in ada.get(OWN).text
    assert db.session().get_one(ClientParticulars, NORTHLAB).contact == ""


def test_what_is_missing_is_told_and_can_be_sent_again(ada, cora):
    ada.post(OWN, data=PARTICULARS)
    missing = {**FINDING, "verified": "false", "note": "The extract is of 2019."}
    cora.post(DESK, data=missing)
    assert "The extract is of 2019." in ada.get(OWN).text
    assert not holds()
    clock.move(timedelta(minutes=5))
    ada.post(OWN, data=PARTICULARS)
    cora.post(DESK, data=FINDING)
    assert holds()


def test_two_who_decide_at_once_are_one(ada, cora):
    ada.post(OWN, data=PARTICULARS)
    cora.post(DESK, data=FINDING)
    assert cora.post(DESK, data=FINDING).status_code == 409


def test_asking_again_takes_nothing_away(ada, cora):
    ada.post(OWN, data=PARTICULARS)
    cora.post(DESK, data=FINDING)
    ada.post(OWN, data=PARTICULARS)
    assert holds()


@pytest.mark.parametrize(
    ("field", "typed"), [("country", "Germany!"), ("contact", " "), ("sector", "x" * 61)]
)
def test_particulars_that_say_nothing_are_refused_at_their_field(ada, field, typed):
    answer = ada.post(OWN, data={**PARTICULARS, field: typed})
    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text
    assert "Companies House" in answer.text


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("seen", {"seen": ""}),
        ("note", {"verified": "false"}),
        ("expires_on", {"expires_on": "2026-03-01"}),
        ("expires_on", {"expires_on": "2036-03-01"}),
        ("verified", {"verified": ""}),
    ],
)
def test_a_finding_that_is_not_whole_is_refused_at_its_field(ada, cora, field, changes):
    ada.post(OWN, data=PARTICULARS)
    sent = {name: value for name, value in {**FINDING, **changes}.items() if value}
    answer = cora.post(DESK, data=sent)
    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text
    assert not holds()
