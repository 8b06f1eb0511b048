"""A field, its hint and what was wrong with it belong together for everyone."""

import re

import pytest
from flask import Flask


@pytest.fixture
def fields(app: Flask):
    return app.jinja_env.get_template("_macros/fields.html").module


def test_what_was_typed_is_kept_as_text(fields):
    field = fields.text("name", "Name", {"name": '"><script>'})
    assert 'value="&#34;&gt;&lt;script&gt;"' in field


def test_a_password_is_never_sent_back(fields):
    assert "value=" not in fields.password("password", "Password")


def test_hint_and_error_are_tied_to_the_field(fields):
    field = fields.text("name", "Name", {}, {"name": ["Too short."]}, hint="In full.")
    assert 'aria-describedby="hint-name error-name" aria-invalid="true"' in field
    assert re.search(r'id="hint-name">In full\.<', field)
    assert re.search(r'id="error-name">.*Too short\.<', field)


@pytest.mark.parametrize(
    "error", ["Wrong.", ["Wrong."], {0: ["Wrong."]}, {1: {"amount": ["Wrong."]}}]
)
def test_an_error_reads_the_same_in_every_shape_that_validation_gives(fields, error):
    summary = fields.error_summary({"days": error})
    assert '<a href="#field-days">Wrong.</a>' in summary


def test_an_error_of_the_whole_form_links_nowhere(fields):
    assert "<a" not in fields.error_summary({"_schema": ["These two times overlap."]})


def test_no_error_no_summary(fields):
    assert fields.error_summary({}).strip() == ""


def test_zero_is_a_value(fields):
    assert 'value="0"' in fields.number("takes", "Takes", {"takes": 0})


@pytest.mark.parametrize("errors", [{}, {"kind": ["Choose one."]}])
def test_every_control_in_a_set_has_its_label(fields, errors):
    options = [("a", "A"), ("b", "B", "a note")]
    markup = fields.radios("kind", "Kind", options, {"kind": "b"}, errors)
    ids = re.findall(r'<input id="([^"]+)"', markup)
    assert re.findall(r'<label for="([^"]+)"', markup) == ids
    assert markup.count("checked") == 1


def test_nothing_is_ticked_beforehand(fields):
    assert "checked" not in fields.checkbox("agree", "I agree")
    assert "checked" not in fields.radios("kind", "Kind", [("a", "A")])


def test_a_new_password_has_to_be_typed_again_and_the_page_says_so(client):
    page = client.post("/sign-up/performer", data={"password": "long enough to be one"})
    assert "Please type it again" in page.text
    assert "Please type it again" not in client.get("/sign-up/performer").text
