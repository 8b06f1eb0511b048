"""What programs do with cases, webhooks and sign-ins: the same as people do on the pages."""

from tests.api.asking import Program
from tests.cast import sign_in

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


def test_a_webhook_s_secret_is_answered_once(app, cast):
    omar = Program(app, cast.omar)
    added = omar.post("/api/v1/webhooks", HOOK, key="webhook-1")
    again = omar.post("/api/v1/webhooks", HOOK, key="webhook-1")
    assert added.json["secret"].startswith("whsec_")
    assert again.status_code == 409
    [endpoint] = omar.get("/api/v1/webhooks").json
    assert "secret" not in endpoint

    assert omar.delete(f"/api/v1/webhooks/{endpoint['id']}").status_code == 204
    assert omar.get("/api/v1/webhooks").json == []


def test_a_browser_is_signed_out_by_a_program(app, client, cast):
    sign_in(client, cast.omar)
    omar = Program(app, cast.omar)
    [here] = omar.get("/api/v1/sign-ins").json
    assert omar.delete(f"/api/v1/sign-ins/{here['id']}").status_code == 204
    assert client.get("/home").status_code == 302
