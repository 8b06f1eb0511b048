"""What programs do with cases, webhooks and sign-ins: the same as people do on the pages."""

import pytest

from tests.api.asking import Program
from tests.cast import sign_in
from tests.marketplace.accounts.phones import set_up_phone

QUESTION = {"kind": "question", "subject": "Pay", "text": "When am I paid?"}
HOOK = {"url": "http://127.0.0.1:9/hook", "note": "ours"}


def test_a_case_is_opened_once_and_followed(app, cast):
    omar = Program(app, cast.omar)
    opened = omar.post("/api/v1/cases", QUESTION, key="question-1").json
    assert omar.post("/api/v1/cases", QUESTION, key="question-1").json == opened
    [case] = omar.get("/api/v1/cases").json["items"]
    assert (case["number"], case["state"]) == (opened["number"], "open")

    omar.post(f"/api/v1/cases/{opened['id']}/messages", {"text": "And how?"})
    said = omar.get(f"/api/v1/cases/{opened['id']}").json["messages"]
    assert [(each["text"], each["from_us"]) for each in said] == [
        ("When am I paid?", False),
        ("And how?", False),
    ]


def test_a_stranger_s_case_does_not_exist(app, cast):
    opened = Program(app, cast.omar).post("/api/v1/cases", QUESTION).json
    mira = Program(app, cast.mira)
    assert mira.get(f"/api/v1/cases/{opened['id']}").status_code == 404
    more = mira.post(f"/api/v1/cases/{opened['id']}/messages", {"text": "Mine now"})
    assert more.status_code == 404


@pytest.fixture
def ada(app, cast):
    """Owns Northlab, and showed a second factor once, as her role needs."""
    set_up_phone(cast.ada)
    return Program(app, cast.ada)


def test_a_webhook_s_secret_is_answered_once(ada):
    added = ada.post("/api/v1/webhooks", HOOK, key="webhook-1")
    again = ada.post("/api/v1/webhooks", HOOK, key="webhook-1")
    assert added.json["secret"].startswith("whsec_")
    assert again.status_code == 409
    [endpoint] = ada.get("/api/v1/webhooks").json
    assert "secret" not in endpoint

    assert ada.delete(f"/api/v1/webhooks/{endpoint['id']}").status_code == 204
    assert ada.get("/api/v1/webhooks").json == []


def test_a_program_pauses_its_webhook_and_switches_it_on_again(ada):
    path = f"/api/v1/webhooks/{ada.post('/api/v1/webhooks', HOOK).json['id']}"
    assert ada.post(f"{path}/pause", None).json["status"] == "paused"
    refused = ada.post(f"{path}/test", None)
    assert (refused.status_code, "Switch it on first" in refused.json["detail"]) == (409, True)
    assert ada.post(f"{path}/resumption", None).json["status"] == "active"


def test_a_program_changes_its_webhook_s_secret_and_sees_the_new_one_once(ada):
    added = ada.post("/api/v1/webhooks", HOOK).json
    path = f"/api/v1/webhooks/{added['id']}/secret"
    new = ada.post(path, None, key="rotate-it-1")
    assert new.json["secret"] not in ("", added["secret"])
    assert ada.post(path, None, key="rotate-it-1").status_code == 409


def test_a_program_sends_a_test_event_and_sends_it_again(ada):
    path = f"/api/v1/webhooks/{ada.post('/api/v1/webhooks', HOOK).json['id']}"
    first = ada.post(f"{path}/test", None)
    assert first.status_code == 202
    again = ada.post(f"{path}/deliveries/{first.json['delivery_id']}/replay", None)
    assert again.status_code == 202
    sent = {each["id"]: each["event_id"] for each in ada.get(f"{path}/deliveries").json}
    assert set(sent) == {first.json["delivery_id"], again.json["delivery_id"]}
    assert len(set(sent.values())) == 1


def test_one_webhook_too_many_is_refused_as_the_document_says(ada):
    answers = [ada.post("/api/v1/webhooks", HOOK) for _ in range(11)]
    assert [each.status_code for each in answers] == [201] * 10 + [409]
    assert "10 endpoints already" in answers[-1].json["detail"]
    document = ada.get("/api/openapi.json").json
    assert "409" in document["paths"]["/api/v1/webhooks"]["post"]["responses"]


def test_a_performer_s_program_keeps_none(app, cast):
    assert Program(app, cast.omar).post("/api/v1/webhooks", HOOK).status_code == 403


def test_a_browser_is_signed_out_by_a_program(app, client, cast):
    sign_in(client, cast.omar)
    omar = Program(app, cast.omar)
    [here] = omar.get("/api/v1/sign-ins").json
    assert omar.delete(f"/api/v1/sign-ins/{here['id']}").status_code == 204
    assert client.get("/home").status_code == 302
