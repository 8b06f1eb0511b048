"""Demo people who need a second step have one, and a page shows its codes; never in production."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foundation import clock, hooks
from foundation.hooks import DemoSize
from marketplace.accounts import demo
from marketplace.accounts.demo_phones import making
from marketplace.accounts.factors import queries, totp
from tests.marketplace.accounts.door import type_password
from wsgi import create_app

NEEDING = ("ada", "cleo", "remy", "fay", "cora", "alex", "noa", "luca")


@pytest.fixture
def loaded(app):
    for make in hooks.demo:
        list(make(DemoSize(0, 0, 1)))


def code_of(name):
    return totp.code_at(making.secret_of(demo.character(name).email), clock.now())


def test_those_who_need_one_have_one_and_no_others(loaded, session):
    having = {each.first_name for each in demo.CHARACTERS if queries.has_factor(session, each.id)}
    assert having == set(NEEDING)


def test_loading_twice_changes_nothing(loaded, session):
    list(making.make(DemoSize(0, 0, 1)))
    assert {queries.factor_count(session, demo.character(name).id) for name in NEEDING} == {1}


def test_the_page_shows_the_codes_that_let_in(client, loaded):
    page = client.get("/dev/codes").text
    assert all(f"<code>{code_of(name)}</code>" in page for name in NEEDING)
    type_password(client, demo.character("fay").email, demo.PASSWORD)
    clock.move(timedelta(seconds=totp.STEP_SECONDS))
    assert client.post("/sign-in/factor", data={"code": code_of("fay")}).status_code == 302


def test_without_demo_people_it_says_so(client):
    assert "No demo people yet" in client.get("/dev/codes").text


def test_in_production_there_is_no_such_page(settings):
    production = create_app(replace(settings, mode="production", url="https://fairtake.example"))
    answer = production.test_client().get("/dev/codes", base_url="https://fairtake.example")
    assert answer.status_code == 404
