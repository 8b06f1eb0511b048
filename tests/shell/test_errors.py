"""How a refusal and a message look: the right status, a sentence, an id that is also in the log."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask, abort, flash, redirect, request
from flask.testing import FlaskClient
from markupsafe import escape
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from foundation import errors, web
from foundation.database import db
from foundation.settings import Settings
from tests.cast import Cast, sign_in
from wsgi import create_app

REFUSALS: dict[int, Exception] = {
    403: errors.NotPermitted(),
    404: errors.NotFound(),
    409: errors.Conflict(),
    422: errors.DomainError(),
    429: errors.TooMany(7),
    500: ZeroDivisionError("a detail that is nobody's business"),
    503: errors.Unavailable(),
}


@pytest.fixture(scope="module")
def _refusing_app(settings: Settings) -> Flask:
    """The same app with two pages of the tests' own."""
    another = create_app(settings)
    another.config["PROPAGATE_BUGS"] = False

    @another.get("/refuse/<int:status>")
    def refuse(status: int) -> str:
        if status in REFUSALS:
            raise REFUSALS[status]
        abort(status)

    @another.post("/tell")
    def tell():
        flash(request.form["text"], request.form["category"])
        return redirect("/")

    return another


@pytest.fixture
def refusing(app: Flask, _refusing_app: Flask, cast: Cast) -> Iterator[FlaskClient]:
    """Seen by someone who is signed in."""
    client = _refusing_app.test_client()
    sign_in(client, cast.omar)
    yield client
    with _refusing_app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("status", [*REFUSALS, 400, 405, 413, 418])
def test_every_refusal_is_a_page_with_a_sentence_and_a_way_on(refusing, status):
    answer = refusing.get(f"/refuse/{status}")
    assert answer.status_code == status
    assert re.search(r'role="alert">[^<]{10,}<', answer.text)
    assert ">To the start page<" in answer.text


def test_the_id_on_the_page_is_in_the_log(refusing):
    with capture_logs(processors=[merge_contextvars]) as log:
        page = refusing.get("/refuse/500").text
    quoted = re.search(r"quote <code>([^<]+)</code>", page)
    assert quoted is not None
    assert "bug" in [line["event"] for line in log if line.get("request_id") == quoted[1]]


def test_a_bug_shows_nothing_of_itself(refusing):
    assert "nobody" not in refusing.get("/refuse/500").text


@pytest.mark.parametrize("status", [400, 405, 413])
def test_what_the_framework_says_to_developers_is_said_to_readers(refusing, status):
    page = refusing.get(f"/refuse/{status}").text
    assert escape(web.PLAIN_SENTENCES[status]) in page


@pytest.mark.parametrize(
    ("category", "region"), [("error", "alert"), ("message", "status"), ("warning", "status")]
)
def test_a_message_survives_the_redirect_and_is_announced_once(refusing, category, region):
    answer = refusing.post(
        "/tell", data={"text": "<b>Heard</b>", "category": category}, follow_redirects=True
    )
    announced = re.search(rf'<div role="{region}">(.*?)</div>', answer.text, re.DOTALL)
    assert announced is not None
    assert "&lt;b&gt;Heard" in announced[1]
    assert "Heard" not in refusing.get("/").text


def test_a_mailed_link_that_has_ended_is_called_that(client):
    page = client.get("/reset/no-such-token")
    assert page.status_code == 404
    assert "<h1>This link no longer works</h1>" in page.text
    assert 'href="/sign-in"' in page.text.partition("<main")[2]
