"""Renewals as a client sees them."""

import re

from tests.cast import sign_in
from tests.marketplace.renewals.ending import asked, ends_soon, keys

PAGE = "/renewals"


def test_before_anything_ends_the_page_says_so(client, cast):
    sign_in(client, cast.ada)
    assert "Nothing ends soon" in client.get(PAGE).text


def test_what_ends_is_asked_for_and_then_to_be_paid(client, cast):
    ends_soon(cast.omar.id, count=2)
    sign_in(client, cast.ada)
    shown = client.get(PAGE).text
    assert "€57.50" in shown
    assert "consent ends soon" in client.get("/home").text
    answer = client.post(PAGE, data={"paper": keys()}, follow_redirects=True)
    assert "Written down" in answer.text
    assert "Not paid for yet" in answer.text
    order = answer.request.path.rsplit("/", 1)[-1]
    assert f"/funding/orders/{order}" in answer.text
    budget = client.get(f"/budgets/{order}").text
    assert re.search(r"Budget of RN-\d{4}-00001", budget)
    assert "€57.50" in budget


def test_nothing_chosen_is_a_sentence(client, cast):
    ends_soon(cast.omar.id)
    sign_in(client, cast.ada)
    answer = client.post(PAGE)
    assert (answer.status_code, "Choose at least one" in answer.text) == (422, True)


def test_asked_twice_the_second_click_says_why(client, cast):
    ends_soon(cast.omar.id)
    chosen = keys()
    asked(cast.ada)
    sign_in(client, cast.ada)
    answer = client.post(PAGE, data={"paper": chosen})
    assert (answer.status_code, "asked for already" in answer.text) == (409, True)


def test_who_does_not_sign_sees_but_does_not_ask(client, cast):
    ends_soon(cast.omar.id)
    sign_in(client, cast.ben)
    shown = client.get(PAGE).text
    assert "Whoever signs for your organisation" in shown
    assert "Ask to renew" not in shown


def test_finance_and_compliance_see_an_order(client, cast):
    ends_soon(cast.omar.id)
    order = asked(cast.ada)
    for each in (cast.fay, cast.cora):
        sign_in(client, each)
        shown = client.get(f"{PAGE}/{order}")
        assert shown.status_code == 200
        assert "Call off" not in shown.text
