"""The looking itself can see: each planted fault is found."""

import pytest

from foundation.headers import content_security_policy
from tests.browser.visiting import visit

PAGE = """<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width">
<title>Planted</title></head><body><main><h1>Planted</h1>{}</main></body></html>"""


def plant(page, html):
    headers = {"Content-Security-Policy": content_security_policy()}
    page.route(
        "**/planted",
        lambda route: route.fulfill(
            body=PAGE.format(html), headers=headers, content_type="text/html"
        ),
    )


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p><font color="#aaaaaa">Faint</font></p>', "color-contrast"),
        ('<input type="checkbox">', "label"),
        ('<p style="margin: 0">Styled</p>', "blocked by policy: style-src-attr"),
        ("<script>1</script>", "blocked by policy: script-src-elem"),
        ("<pre>" + "wide " * 99 + "</pre>", "scrolls sideways"),
        ("<button>Tiny</button>", "smaller than 44 px"),
    ],
)
def test_a_planted_fault_is_found(page, html, found):
    plant(page, html)
    with pytest.raises(AssertionError, match=found):
        visit(page, "/planted")


def test_a_fault_that_only_night_and_a_phone_show_is_found(page):
    faint = "@media (prefers-color-scheme: dark) and (max-width: 400px) {p {color: #aaa}}"
    page.route("**/faint.css", lambda route: route.fulfill(body=faint, content_type="text/css"))
    plant(page, '<link rel="stylesheet" href="/faint.css"><p>Faint</p>')
    with pytest.raises(AssertionError, match="phone, dark: color-contrast") as found:
        visit(page, "/planted")
    assert "desk" not in str(found.value)


def test_a_sound_page_passes(page):
    plant(page, "<p>Sound</p>")
    visit(page, "/planted")


def test_an_unexpected_answer_is_found(page):
    with pytest.raises(AssertionError, match="answered 404"):
        visit(page, "/no-such-page")
