"""Rules about templates: every page stands on the base page, and nothing in it is inline."""

import re

import pytest

from tests.architecture.code import ROOT, breaking

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
_PIECE = "_"
_MAIL = ROOT / "templates" / "mail"
_INLINE = {
    "script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "style": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "address": re.compile(r"(href|src|action)\s*=\s*[\"']?\s*javascript:", re.I),
}
PAGES = [
    path
    for path in TEMPLATES
    if not any(part.startswith(_PIECE) for part in path.relative_to(ROOT / "templates").parts)
    and not path.is_relative_to(_MAIL)
    and path.name != "base.html"
]


def inline(source: str) -> set[str]:
    return {kind for kind, pattern in _INLINE.items() if pattern.search(source)}


def lacks(source: str) -> set[str]:
    """What a page must have and this one has not."""
    needed = {"base": '{% extends "base.html" %}', "title": "{% block title %}"}
    return {name for name, text in needed.items() if text not in source}


def test_nothing_is_inline():
    """Mail is not served by us: there a style has to be inline."""
    served = [path for path in TEMPLATES if not path.is_relative_to(_MAIL)]
    assert breaking(served, inline) == {}


def test_every_page_extends_the_base_and_has_a_title():
    assert breaking(PAGES, lacks) == {}


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("<script>go()</script>", "script"),
        ("<style>p { color: red }</style>", "style"),
        ('<p style="color: red">', "style"),
        ('<button type="button" onclick="go()">', "handler"),
        ('<a href="javascript:go()">', "address"),
    ],
)
def test_something_inline_would_be_found(planted, kind):
    assert inline(planted) == {kind}
    assert inline('<script defer src="/static/app.js"></script>') == set()


def test_a_page_without_a_title_would_be_found():
    assert lacks('{% extends "base.html" %}{% block content %}{% endblock %}') == {"title"}
