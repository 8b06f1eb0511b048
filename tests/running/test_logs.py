"""The log tells what happened and never of whom: planted secrets must not be found in it."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog
from flask import Flask, request

from foundation import logs
from foundation.logs import secrecy
from foundation.settings import Settings
from tests.cast import sign_in
from wsgi import create_app

MAIL = "planted.person@example.org"
PASSWORD = "planted horse battery"
TOKEN = "pL4nted-9uXwQ2Zr0Vt7Ke5Yb3Nm1Ls8Hd6Jf4Gc2Aa0"
IBAN = "DE89 3704 0044 0532 0130 00"
PLANTED = (MAIL, PASSWORD, TOKEN, IBAN, IBAN.replace(" ", ""))
Read = Callable[[], str]


@pytest.fixture(scope="module")
def app_on_sqlite(settings: Settings) -> Flask:
    """The application with one page that fails, quoting what it was sent."""
    app = create_app(settings)
    app.testing = True
    app.config["PROPAGATE_BUGS"] = False

    @app.route("/fails/<word>", methods=["GET", "POST"])
    def fails(word: str) -> str:
        body = request.get_json() if request.is_json else request.form.to_dict()
        raise ValueError(f"cannot use {word} with {request.args.to_dict()} and {body}")

    return app


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str]) -> Iterator[Read]:
    logs.configure(production=True, level="debug")
    yield lambda: capsys.readouterr().err
    logs.configure(production=False, level="info")


def lines(text: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("planted", PLANTED)
def test_what_a_failing_page_was_sent_is_not_in_the_log(client, cast, log, planted):
    sign_in(client, cast.omar)
    client.post(f"/fails/{planted}?token={planted}", data={"password": planted, "iban": planted})
    client.post("/fails/word", json={"deep": [{"password": planted}]})
    client.get("/fails/word", headers={"Authorization": f"Bearer {planted}"})
    text = log()
    assert "cannot use" in text
    assert planted not in text


@pytest.mark.parametrize("planted", [MAIL, TOKEN, IBAN])
def test_what_a_job_or_a_library_quotes_is_not_in_the_log(log, planted):
    try:
        raise ValueError(f"no such person: {planted}")
    except ValueError as error:
        structlog.get_logger().exception("job failed", exc_info=error)
    logging.getLogger("library").warning("GET /reset?token=%s for %s", planted, planted)
    text = log()
    assert "no such person" in text
    assert planted not in text


@pytest.mark.parametrize("planted", PLANTED)
def test_what_is_under_a_telling_name_is_not_in_the_log(log, planted):
    structlog.get_logger().info("event", new_password=planted, email=planted, reset_token=planted)
    text = log()
    assert text.count(secrecy.LEFT_OUT) == 3
    assert planted not in text


def test_without_the_cut_the_planted_would_be_found(client, cast, log, monkeypatch):
    monkeypatch.setattr(secrecy, "_sent", lambda: iter(()))
    sign_in(client, cast.omar)
    client.post("/fails/word", data={"password": PASSWORD})
    assert PASSWORD in log()


def test_a_failed_statement_does_not_quote_what_it_was_given(client, cast, session, log):
    try:
        session.connection().exec_driver_sql("SELECT * FROM nowhere WHERE word = ?", (PASSWORD,))
    except Exception as error:
        structlog.get_logger().exception("failed", exc_info=error)
    text = log()
    assert "nowhere" in text
    assert PASSWORD not in text


def test_a_request_is_one_line_with_who_by_id_and_never_by_name(client, cast, log):
    sign_in(client, cast.omar)
    log()
    client.get("/notices?planted=yes")
    (line,) = [each for each in lines(log()) if each["event"] == "request"]
    assert line["endpoint"] == "notices.page"
    assert line["account_id"] == str(cast.omar.id)
    assert line["status"] == 200
    assert line.keys() >= {"time", "level", "method", "ms", "request_id"}
    assert "Omar" not in str(line)
    assert "planted" not in str(line)


def test_the_id_on_an_error_page_finds_its_lines(client, cast, log):
    sign_in(client, cast.omar)
    page = client.get("/fails/word").text
    ids = {each["request_id"] for each in lines(log()) if each["event"] == "bug"}
    assert len(ids) == 1
    assert ids.pop() in page


def test_no_value_can_pretend_to_be_a_line_of_its_own(log):
    structlog.get_logger().info("event", said='one\n{"event": "forged"}')
    logging.getLogger("library").warning("one\ntwo")
    assert [each["event"] for each in lines(log())] == ["event", "library"]


def test_in_development_too(capsys):
    structlog.get_logger().warning("event", said="one\nforged", other="two\rforged")
    text = capsys.readouterr().err
    assert text.count("\n") == 1
    assert "\r" not in text


def test_asking_for_health_all_day_fills_no_log(client, log):
    logs.configure(production=True, level="info")
    client.get("/healthz")
    assert log() == ""
