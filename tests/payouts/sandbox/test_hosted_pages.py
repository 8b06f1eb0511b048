"""The pages that Stripe hosts, by plain HTTP."""

import re
import urllib.request
from urllib.error import HTTPError

import pytest

from tests.payouts.sandbox.standing_in import PERFORMER

BACK, AGAIN = "http://127.0.0.1/back", "http://127.0.0.1/again"
FORM = {"name": "Ann Example", "country": "US", "number": "000123456789"}


@pytest.fixture
def account(visitor):
    return visitor.stripe.v2.core.accounts.create(PERFORMER).id


def link(visitor, account):
    made = visitor.stripe.v2.core.account_links.create(
        {
            "account": account,
            "use_case": {
                "type": "account_onboarding",
                "account_onboarding": {"refresh_url": AGAIN, "return_url": BACK},
            },
        }
    )
    return made.url


def opened(visitor, url):
    page = visitor.page(url)
    assert page.status == 200
    found = re.search(r'name="visit" value="(\w+)"', page.text)
    assert found
    return page, found[1]


def standing(visitor, account):
    shown = visitor.stripe.v2.core.accounts.retrieve(
        account, {"include": ["configuration.recipient", "requirements"]}
    )
    balance = shown.configuration.recipient.capabilities.stripe_balance
    return (
        balance.stripe_transfers.status,
        balance.payouts.status,
        [each.description for each in shown.requirements.entries],
    )


def test_who_completes_can_be_paid_and_is_led_back(visitor, account):
    url = link(visitor, account)
    page, visit = opened(visitor, url)
    assert "no real money" in page.text
    answer = visitor.page(url, visit=visit, ends="complete", **FORM)
    assert (answer.status, answer.location) == (303, BACK)
    assert standing(visitor, account) == ("active", "active", [])
    assert visitor.thin_told(account)[-1] == "v2.core.account_link.returned"


def test_who_leaves_half_done_receives_money_that_cannot_be_paid_out(visitor, account):
    url = link(visitor, account)
    _, visit = opened(visitor, url)
    assert visitor.page(url, visit=visit, ends="half", **FORM).location == BACK
    receives, pays, needs = standing(visitor, account)
    assert (receives, pays) == ("active", "restricted")
    assert needs == ["configuration.recipient.default_outbound_destination"]


def test_who_is_restricted_is_told_why_and_can_complete_later(visitor, account):
    url = link(visitor, account)
    _, visit = opened(visitor, url)
    visitor.page(url, visit=visit, ends="restricted", **FORM)
    receives, _, needs = standing(visitor, account)
    assert receives == "restricted"
    assert "identity.individual.documents.primary_verification" in needs
    url = link(visitor, account)
    page, visit = opened(visitor, url)
    assert "primary_verification" in page.text
    visitor.page(url, visit=visit, ends="complete", **FORM)
    assert standing(visitor, account) == ("active", "active", [])


def test_who_comes_back_later_has_changed_nothing(visitor, account):
    before = standing(visitor, account)
    url = link(visitor, account)
    _, visit = opened(visitor, url)
    assert visitor.page(url, visit=visit, ends="later").location == BACK
    assert standing(visitor, account) == before


def test_a_link_works_once(visitor, account):
    url = link(visitor, account)
    _, visit = opened(visitor, url)
    assert visitor.page(url).location == AGAIN
    assert visitor.page(url, visit=visit, ends="complete", **FORM).location == BACK
    assert visitor.page(url, visit=visit, ends="restricted", **FORM).location == AGAIN
    assert standing(visitor, account)[0] == "active"


def test_an_old_link_leads_back_for_a_new_one(visitor, account):
    url = link(visitor, account)
    visitor.lever("advance_clock", seconds=301)
    assert visitor.page(url).location == AGAIN


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Enter your name."),
        ({"country": "ZZ"}, "Choose the country"),
        ({"number": "1"}, "Choose a bank account."),
        ({"ends": "magic"}, "Say how this should end."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(visitor, account, wrong, sentence):
    url = link(visitor, account)
    _, visit = opened(visitor, url)
    given = {**FORM, "ends": "complete", **wrong}
    page = visitor.page(url, visit=visit, **given)
    assert page.status == 422
    assert sentence in page.text
    assert "name" in wrong or "Ann Example" in page.text
    assert visitor.page(url, visit=visit, ends="complete", **FORM).location == BACK


def test_somebody_in_another_country_has_a_bank_account_there(visitor, account):
    url = link(visitor, account)
    _, visit = opened(visitor, url)
    visitor.page(url, visit=visit, ends="complete", **{**FORM, "country": "GB"})
    assert visitor.stripe.v1.accounts.retrieve(account).default_currency == "gbp"


def test_a_name_is_text_on_the_page(visitor, account):
    url = link(visitor, account)
    _, visit = opened(visitor, url)
    page = visitor.page(url, visit=visit, ends="complete", **{**FORM, "name": "<b>", "number": "1"})
    assert "&lt;b&gt;" in page.text
    assert "<b>" not in page.text


def test_the_front_page_says_what_is_here(visitor, account):
    front = visitor.page(visitor.address).text
    assert "Ann" in front
    assert "No money has arrived yet" in front
    visitor.fund(1234)
    assert "12.34 USD" in visitor.page(visitor.address).text


def test_an_accounts_page_shows_its_payouts(visitor):
    account = visitor.account()
    visitor.fund(5000)
    visitor.stripe.v1.transfers.create({"amount": 5000, "currency": "usd", "destination": account})
    visitor.stripe.v1.payouts.create(
        {"amount": 5000, "currency": "usd"}, {"stripe_account": account}
    )
    text = visitor.page(visitor.stripe.v1.accounts.login_links.create(account).url).text
    assert "50.00 USD: pending" in text
    assert "····6789" in text


@pytest.mark.parametrize(
    "path", ["/nothing", "/checkout/cs_none", "/invoice/in_none", "/account/x", "/onboarding/x"]
)
def test_addresses_that_lead_nowhere_say_so(visitor, path):
    page = visitor.page(f"{visitor.address}{path}")
    assert page.status == 404
    assert "Stand-in for Stripe" in page.text


def test_a_person_can_let_time_pass(visitor):
    session = visitor.checkout(10_000)
    visitor.page(session.url, number="000123456789")
    assert visitor.page(f"{visitor.address}/clock", days="7").location == "/"
    assert visitor.stripe.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
    assert visitor.page(f"{visitor.address}/clock", days="-7").status == 422
    assert "7.0 days ahead" in visitor.page(visitor.address).text


def test_a_person_can_be_the_bank(visitor):
    account = visitor.account()
    visitor.fund(5000)
    visitor.stripe.v1.transfers.create({"amount": 5000, "currency": "usd", "destination": account})
    options = {"stripe_account": account}
    made = visitor.stripe.v1.payouts.create({"amount": 5000, "currency": "usd"}, options)
    for ends, status in (("pay", "paid"), ("fail", "failed")):
        answer = visitor.page(f"{visitor.address}/payout/{made.id}", ends=ends)
        assert answer.location == f"/account/{account}"
        assert visitor.stripe.v1.payouts.retrieve(made.id, {}, options).status == status
    assert visitor.page(f"{visitor.address}/payout/{made.id}", ends="fail").status == 422
    assert visitor.available(account) == 5000


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "rebound.example.org"}, 421),
    ],
)
def test_no_other_page_sends_forms_here(visitor, headers, status):
    request = urllib.request.Request(f"{visitor.address}/clock", b"days=7", headers)
    with pytest.raises(HTTPError, match=str(status)):
        urllib.request.urlopen(request, timeout=10)
    assert visitor.seen("/_test/state")["ahead_s"] == 0
