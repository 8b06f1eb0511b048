"""What no database can keep is refused before it reaches one."""

import base64
import json
from datetime import timedelta

import pytest

from foundation import clock, cursors
from foundation.uploads.errors import BadHeader
from foundation.uploads.metadata import parse
from tests.cast import sign_in

NUL, HALF = "a\x00b", "\ud800"


@pytest.fixture(autouse=True)
def as_in_production(app):
    app.config["PROPAGATE_BUGS"] = False
    yield
    del app.config["PROPAGATE_BUGS"]


@pytest.fixture
def omar(client, cast):
    sign_in(client, cast.omar)
    return client


@pytest.mark.usefixtures("each_database")
def test_a_form_that_holds_a_nul_is_refused_on_every_database(omar):
    typed = {"name": NUL, "zone": "UTC", "locale": "en"}
    assert omar.post("/preferences", data=typed).status_code == 400


@pytest.mark.usefixtures("each_database")
def test_a_query_that_holds_a_nul_is_refused_on_every_database(client, cast):
    sign_in(client, cast.cora)
    assert client.get("/audit", query_string={"person": NUL}).status_code == 400


@pytest.mark.parametrize(
    "sent",
    [
        json.dumps({"answer": {}, "next": NUL}),
        json.dumps({"answer": {"rawId": [HALF]}}),
        json.dumps({"answer": {HALF: ""}}),
        "[" * 100_000,
        '{"a":' * 100_000,
    ],
)
def test_json_that_nobody_could_keep_or_read_is_refused(client, sent):
    answer = client.post("/sign-in/passkey", data=sent, content_type="application/json")
    assert answer.status_code == 400


def test_a_file_name_that_holds_a_nul_is_refused(omar):
    typed = {"kind": "question", "subject": "A file", "text": "Here it is."}
    file = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{NUL}"\r\n\r\nx\r\n'
    others = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in typed.items()
    )
    answer = omar.post(
        "/cases", data=f"{file}{others}--x--\r\n", content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 400


def test_other_scripts_emoji_and_direction_marks_are_taken(omar):
    typed = {"name": "\u202e\u0645\u0631 🎭 é", "zone": "UTC", "locale": "en"}
    assert omar.post("/preferences", data=typed).status_code == 303


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_cursor_at_the_end_of_the_calendar_is_no_place(at):
    forged = base64.urlsafe_b64encode(json.dumps([at, "0" * 32]).encode()).decode()
    with pytest.raises(cursors.BadCursor):
        cursors.read(forged)


def test_a_cursor_of_brackets_within_brackets_is_no_place(omar):
    forged = base64.urlsafe_b64encode(b"[" * 2500).decode()
    assert omar.get("/notices", query_string={"after": forged}).status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("field", ["since", "until"])
def test_the_audit_is_not_asked_beyond_the_calendar(client, cast, field, day):
    sign_in(client, cast.cora)
    assert client.get("/audit", query_string={field: day}).status_code == 422


def test_upload_metadata_that_holds_a_nul_is_refused():
    with pytest.raises(BadHeader):
        parse(f"filetype {base64.b64encode(NUL.encode()).decode()}")


@pytest.mark.parametrize("name", ["Origin", "Referer"])
def test_an_address_that_is_none_is_no_fault_of_ours(client, cast, name):
    sign_in(client, cast.omar)
    clock.move(timedelta(hours=1))
    answer = client.post("/account/data", headers={name: "http://[oops"})
    assert answer.status_code == (403 if name == "Origin" else 303)
