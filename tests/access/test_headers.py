"""Every answer carries the headers that keep a browser safe: pages, refusals, errors, API."""

from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from tests.access.examining import Question, questions
from tests.access.noted import noted
from tests.access.table import TABLE
from tests.access.world import Noted, World
from tests.cast import sign_in

ERRORS = {
    "no such page": ("GET", "/nowhere", 404),
    "no such page of the API": ("GET", "/api/v1/nowhere", 404),
    "not this method": ("DELETE", "/", 405),
    "not this method in the API": ("POST", "/api/v1/me", 405),
    "nobody in the API": ("GET", "/api/v1/me", 401),
    "to sign in": ("GET", "/tokens", 302),
    "a trace": ("TRACE", "/", 405),
}


def missing(answer: TestResponse | Noted, *, https: bool) -> set[str]:
    """The headers that this answer lacks, or has wrong."""
    policy = answer.headers.get("Content-Security-Policy", "")
    right = {
        "Content-Security-Policy": "default-src 'none'" in policy
        and "unsafe" not in policy
        and ("frame-ancestors 'none'" in policy or "sandbox" in policy),
        "X-Content-Type-Options": answer.headers.get("X-Content-Type-Options") == "nosniff",
        "Referrer-Policy": answer.headers.get("Referrer-Policy") in ("same-origin", "no-referrer"),
        "Strict-Transport-Security": ("Strict-Transport-Security" in answer.headers) == https,
        "Set-Cookie": not https or all(map(_is_kept_safe, answer.headers.getlist("Set-Cookie"))),
    }
    return {name for name, holds in right.items() if not holds}


def _is_kept_safe(cookie: str) -> bool:
    name, *said = cookie.split("; ")
    wanted = {"Secure", "HttpOnly", "Path=/"}
    same_site = {"SameSite=Lax", "SameSite=Strict"} & set(said)
    return name.startswith("__Host-") and wanted <= set(said) and bool(same_site)


def asked(world: World, row: str) -> Iterator[Question]:
    """One for each answer that there can be."""
    found = {question.expected: question for question in questions(world, row, TABLE[row])}
    return iter(found.values())


@pytest.mark.parametrize("row", TABLE)
def test_every_endpoint_answers_with_them(world, row):
    for question in asked(world, row):
        assert missing(noted(world, question), https=world.https) == set(), question


@pytest.mark.parametrize("error", ERRORS)
def test_every_error_answers_with_them(each_world, error):
    method, path, status = ERRORS[error]
    answer = each_world.app.test_client().open(path, method=method)
    assert (answer.status_code, missing(answer, https=each_world.https)) == (status, set())


def test_a_bug_answers_with_them(each_world):
    browser = each_world.app.test_client()
    sign_in(browser, each_world.cast.omar)
    answer = browser.get("/planted/bug")
    assert (answer.status_code, missing(answer, https=each_world.https)) == (500, set())


def test_what_is_too_large_is_refused_with_them(each_world):
    each_world.app.config["MAX_CONTENT_LENGTH"], before = 10, 20_000_000
    answer = each_world.app.test_client().post("/theme", data={"back": "x" * 100})
    each_world.app.config["MAX_CONTENT_LENGTH"] = before
    assert (answer.status_code, missing(answer, https=each_world.https)) == (413, set())


@pytest.mark.parametrize("left_out", ["Content-Security-Policy", "Referrer-Policy"])
def test_a_header_that_is_left_out_would_be_found(world, monkeypatch, left_out):
    def leave_out(answer):
        answer.headers.remove(left_out)
        return answer

    # The first of these has the last word.
    after = [leave_out, *world.app.after_request_funcs[None]]
    monkeypatch.setitem(world.app.after_request_funcs, None, after)
    assert missing(world.app.test_client().get("/"), https=world.https) == {left_out}
    monkeypatch.setattr(world, "noted", {})
    question = next(asked(world, "GET front.page"))
    assert missing(noted(world, question), https=world.https) == {left_out}


@pytest.mark.parametrize(
    "cookie",
    [
        "session=1; Secure; HttpOnly; Path=/; SameSite=Lax",
        "__Host-session=1; HttpOnly; Path=/; SameSite=Lax",
        "__Host-session=1; Secure; Path=/; SameSite=Lax",
        "__Host-session=1; Secure; HttpOnly; Path=/; SameSite=None",
        "__Host-session=1; Secure; HttpOnly; Path=/",
    ],
)
def test_a_loose_cookie_would_be_found(cookie):
    assert not _is_kept_safe(cookie)
    assert _is_kept_safe("__Host-session=1; Secure; HttpOnly; Path=/; SameSite=Lax")
