"""Reporting what was trained, as people and programs do it, and what a performer then sees."""

import re
from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import db
from tests.api.asking import Program
from tests.cast import sign_in
from tests.marketplace.accounts.phones import set_up_phone
from tests.marketplace.deliveries.reporting.reported import CUT_OFF, FIRST, report, training


@pytest.fixture
def form(delivery):
    return {
        "from_on": FIRST.isoformat(),
        "uses": ["generative_training"],
        "trained_model": ["Aria 3", ""],
        "trained_delivery": [str(delivery.id), ""],
        "trained_cut_off": [CUT_OFF.isoformat(), ""],
        "name": "Ada Brandt",
    }


@pytest.fixture
def address(over):
    return f"/licences/{over}/report"


@pytest.fixture
def ada(client, cast, over):
    sign_in(client, cast.ada)
    return client


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_it_is_signed_on_the_page_and_shown_with_who_signed(ada, address, form):
    page = ada.get(address).text
    assert re.search(r"Anger \w+, version 1 \(D-", page)
    assert "A mistake is put right in the next report" in page
    shown = ada.post(address, data=form, follow_redirects=True)
    said = text_of(shown.text)
    assert "It is signed and reported." in said
    assert "Aria 3" in said
    assert "Signed by Ada Brandt" in said
    assert "Client owner of Northlab" in said
    assert "20 May 2026" in said


def test_sending_it_twice_reports_once(ada, address, form):
    assert ada.post(address, data=form).status_code == 302
    assert ada.post(address, data=form).status_code == 409


def test_who_signed_in_long_ago_proves_it_again_and_finds_the_form_filled_in(ada, address, form):
    clock.move(timedelta(minutes=11))
    assert "/confirm" in ada.post(address, data=form).location
    page = ada.get(address).text
    assert 'value="Aria 3"' in page
    assert f'value="{CUT_OFF.isoformat()}"' in page
    assert 'value="generative_training" checked' in page


def test_one_more_line_keeps_what_was_typed(ada, address, form):
    page = ada.post(address, data={**form, "more": "yes"}).text
    assert 'value="Aria 3"' in page
    assert page.count('name="trained_model"') == 3


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"trained_cut_off": ["", ""]}, "Fill in model, delivery and cut-off together"),
        ({"trained_cut_off": ["soon", ""]}, "Write each cut-off as a day."),
        ({"trained_cut_off": ["2099-01-01", ""]}, "What went in later is for the next."),
        ({"trained_delivery": ["seven", ""]}, "Choose one of the deliveries."),
        ({"trained_model": ["A" * 201, ""]}, "at most 200 characters"),
        ({"uses": ["evaluation"]}, "Tick the kind of training"),
        ({"trained_model": [], "trained_delivery": [], "trained_cut_off": []}, "Say which models"),
        ({"name": ""}, "Type your name to sign."),
        ({"name": "--"}, "Type your name to sign."),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(ada, address, form, typed, sentence):
    answer = ada.post(address, data={**form, **typed})
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)


def test_a_period_that_runs_is_not_asked_about_yet(client, cast, licence):
    sign_in(client, cast.ada)
    page = client.get(f"/licences/{licence}/report").text
    assert "runs until the end of 1 Jun 2026" in text_of(page)
    assert "Sign and report it" not in page


def test_without_a_delivery_the_page_says_so(client, cast, licence):
    clock.move(timedelta(days=95))
    sign_in(client, cast.ada)
    page = client.get(f"/licences/{licence}/report").text
    assert "Nothing was delivered to you for training yet" in page
    assert "trained_delivery" not in page


def test_a_performer_sees_what_their_recording_trained(client, cast, over, delivery, grants):
    report(over, training(delivery.id), actor=cast.ada.actor)
    sign_in(client, cast.omar)
    said = text_of(client.get(f"/rights/{grants[0].recording_id}").text)
    receipt = said.partition("What it trained")[2]
    assert re.search(r"Aria 3 Northlab Anger \w+, version 1 \(D-\w+\) 20 May 2026", receipt)
    assert "2 Mar 2026 to 1 Jun 2026" in receipt
    assert "It follows in a few seconds" in receipt
    assert "trained on version 1 of dataset" in said
    assert "It trained Aria 3 (Northlab)" in text_of(client.get("/rights").text)
    other = client.get(f"/rights/{grants[2].recording_id}").text
    assert "What it trained" not in other
    assert "Aria 3" not in other


def test_of_another_performer_nothing_is_shown(client, cast, over, delivery, grants):
    report(over, training(delivery.id), actor=cast.ada.actor)
    sign_in(client, cast.mira)
    assert client.get(f"/rights/{grants[0].recording_id}").status_code == 404


def test_a_program_reports_and_reads_what_was_signed(app, cast, over, delivery):
    set_up_phone(cast.ada)
    ada = Program(app, cast.ada)
    body = {
        "from_on": FIRST.isoformat(),
        "uses": ["generative_training"],
        "trained": [
            {"model": "Aria 3", "delivery": str(delivery.id), "cut_off": CUT_OFF.isoformat()}
        ],
        "name": "Ada Brandt",
    }
    here = f"/api/v1/licences/{over}/reports"
    assert ada.post(here, {**body, "name": " "}).status_code == 422
    assert ada.post(here, body).status_code == 201
    assert ada.post(here, body).status_code == 409
    [said] = Program(app, cast.ben).get(here).json["items"]
    assert [(each["model"], each["dataset_version"]) for each in said["trained"]] == [("Aria 3", 1)]
    assert (said["signed_by"], said["method"]) == (str(cast.ada.id), "api_token")
    assert said["document_hash"].startswith("sha256:")
    set_up_phone(cast.rolf)
    assert Program(app, cast.rolf).get(here).status_code == 404


def test_a_performers_program_reads_the_receipt(app, cast, over, delivery, grants):
    report(over, training(delivery.id), actor=cast.ada.actor)
    db.session.rollback()
    here = f"/api/v1/rights/{grants[0].recording_id}"
    [said] = Program(app, cast.omar).get(here).json["trained"]
    assert (said["model"], said["version"], said["cut_off"]) == ("Aria 3", 1, CUT_OFF.isoformat())
    other = Program(app, cast.omar).get(f"/api/v1/rights/{grants[2].recording_id}")
    assert other.json["trained"] == []
