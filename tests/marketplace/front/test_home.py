"""The page one arrives at: what waits, what is new, what there is to do in this role."""

import re
from datetime import timedelta

import pytest
from flask import url_for

from foundation import clock
from foundation.cases.desk import actions as desk
from marketplace.accounts.roles import Role
from marketplace.front.next_steps import STEPS, next_steps
from tests.cast import sign_in
from tests.foundation.cases.asking import ask, version_of


def test_it_is_for_people_who_are_signed_in(client):
    assert client.get("/home").status_code == 302


def test_without_anything_it_says_so_and_where_to_go(client, cast):
    sign_in(client, cast.vera)
    page = client.get("/home").text
    for words in ("Hello, Vera", "Nothing waits for you.", "read everything", "Ask us"):
        assert words in page


def test_what_is_late_stands_first_and_says_so(client, cast):
    first = ask(cast.omar, "An old question")
    clock.move(timedelta(days=1))
    second = ask(cast.mira, "A newer question")
    for case_id in (second, first):
        desk.take_case(case_id, actor=cast.remy.actor)
    clock.move(timedelta(days=1, hours=1))
    sign_in(client, cast.remy)
    page = client.get("/home").text
    assert page.index("An old question") < page.index("A newer question")
    assert page.count("Late") == 1


def test_what_is_new_stands_there_until_it_is_read(client, cast):
    case_id = ask(cast.omar)
    desk.answer_case(case_id, version_of(case_id), "Tomorrow.", actor=cast.remy.actor)
    sign_in(client, cast.omar)
    assert "C-2026-00001: We answered your case." in client.get("/home").text
    client.post("/notices/read")
    assert "C-2026-00001: We answered your case." not in client.get("/home").text


@pytest.mark.parametrize("role", [*Role, "nobody"])
def test_every_role_finds_something_to_do(role):
    assert next_steps(role)


def test_the_steps_of_others_are_not_shown(client, cast):
    sign_in(client, cast.omar)
    assert "Is everything running?" not in client.get("/home").text
    sign_in(client, cast.admin)
    assert "Is everything running?" in client.get("/home").text


def test_every_step_leads_to_a_page(app):
    with app.test_request_context("/"):
        for step in STEPS:
            assert url_for(step.endpoint)


def test_opening_what_is_new_from_here_counts_as_reading_it(client, cast):
    case_id = ask(cast.omar)
    sign_in(client, cast.omar)
    client.post("/notices/read")  # The receipt.
    desk.answer_case(case_id, version_of(case_id), "Tomorrow.", actor=cast.remy.actor)
    [read] = re.findall(r'action="(/notices/[^"]+/read)"', client.get("/home").text)
    opened = client.post(read, data={"open": "yes"})
    assert opened.location == f"/cases/{case_id}"
    assert "We answered your case." not in client.get("/home").text
