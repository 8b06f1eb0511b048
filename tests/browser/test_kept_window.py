"""In a window where other pages were, each planted fault is found, and nothing of them is left."""

import pytest

from tests.browser.test_visiting import plant
from tests.browser.visiting import DESK, failing, inspect, look_at

FAINT_AT_NIGHT = "@media (prefers-color-scheme: dark) and (max-width: 400px) {p {color: #aaa}}"
FAINT_BY_DAY = "@media (prefers-color-scheme: light) and (min-width: 1200px) {p {color: #aaa}}"


@pytest.fixture
def page(kept_page, kept_address):
    """After a sound page, as all but the first are."""
    plant(kept_page, "<p>Sound</p>")
    kept_page.goto(f"{kept_address}/planted")
    inspect(kept_page, "sound")
    kept_page.unroute("**/planted")
    yield kept_page
    for planted in () if kept_page.is_closed() else ("**/planted", "**/faint.css", "**/torn.js"):
        kept_page.unroute(planted)


@pytest.fixture
def address(kept_address):
    return kept_address


@pytest.fixture
def context(page):
    return page.context


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<input type="checkbox">', "desk, light: label"),
        ('<input type="checkbox">', "phone, dark: label"),
        ('<p style="margin: 0">Styled</p>', "blocked by policy: style-src-attr"),
        ("<pre>" + "wide " * 99 + "</pre>", "scrolls sideways at 390"),
        ("<pre>" + "wide " * 15 + "</pre>", "scrolls sideways at 320"),
        ("<button>Tiny</button>", "smaller than 44 px"),
    ],
)
def test_a_planted_fault_is_found(page, kept_address, html, found):
    plant(page, html)
    page.goto(f"{kept_address}/planted")
    assert found in "\n".join(look_at(page, "planted"))


@pytest.mark.parametrize(
    ("sheet", "side"), [(FAINT_AT_NIGHT, "phone, dark"), (FAINT_BY_DAY, "desk, light")]
)
def test_a_fault_of_one_side_is_found_there_and_only_there(page, kept_address, sheet, side):
    page.route("**/faint.css", lambda route: route.fulfill(body=sheet, content_type="text/css"))
    plant(page, '<link rel="stylesheet" href="/faint.css"><p>Faint</p>')
    page.goto(f"{kept_address}/planted")
    assert [each.partition(": color-contrast")[0] for each in look_at(page, "planted")] == [side]


@pytest.mark.parametrize(
    ("script", "found"), [("throw new Error('torn')", "torn"), (None, "404 (NOT FOUND)")]
)
def test_a_script_that_fails_or_is_not_there_is_heard(page, kept_address, script, found):
    if script:
        page.route(
            "**/torn.js", lambda route: route.fulfill(body=script, content_type="text/javascript")
        )
    plant(page, '<script src="/torn.js"></script>')
    with failing(page) as failed:
        page.goto(f"{kept_address}/planted")
        assert look_at(page, "planted") == []
    assert found in "\n".join(failed)


def test_nothing_of_a_page_is_there_for_the_next(page, kept_window, kept_address, sign_in_as, cast):
    sign_in_as(cast.omar)
    page.goto(f"{kept_address}/home")
    assert page.url == f"{kept_address}/home"
    page.evaluate("localStorage.left = sessionStorage.left = 'here'")
    page.evaluate("new Promise((done) => (indexedDB.open('left').onsuccess = done))")
    kept_window.leave(kept_address)
    again = kept_window.empty()
    assert (again, again.viewport_size) == (page, DESK)
    again.goto(f"{kept_address}/home")
    assert "/home" not in again.url.partition("?")[0]
    assert again.evaluate("[localStorage.left, sessionStorage.left]") == [None, None]
    assert again.evaluate("indexedDB.databases()") == []


def test_a_page_that_could_not_be_left_is_not_given_to_the_next(page, kept_window, kept_address):
    page.goto(f"{kept_address}/sign-in")
    assert kept_window.empty() is not page
    assert page.is_closed()
