"""The stand-in's pages as somebody who tries things out sees them: day and night, on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from foundation import clock
from tests.browser.visiting import DESK, RECORD_BLOCKED, inspect
from tests.cast import START
from tests.payouts.sandbox.standing_in import PERFORMER, Visitor, standing_in


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    clock.hold(START)
    with standing_in(tmp_path / "sandbox.sqlite") as found:
        yield found
        assert found.seen("/_violations") == {"violations": []}
    clock.release()


@pytest.fixture
def page(browser: Browser, visitor: Visitor) -> Iterator[Page]:
    """A fresh profile that sees the stand-in and nothing of the application."""
    context = browser.new_context(
        base_url=visitor.address, viewport=DESK, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    context.add_init_script(RECORD_BLOCKED)
    yield context.new_page()
    context.close()


def onboarding(visitor: Visitor, account: str) -> str:
    use = {
        "refresh_url": f"{visitor.address}/",
        "return_url": f"{visitor.address}/account/{account}",
    }
    made = visitor.stripe.v2.core.account_links.create(
        {
            "account": account,
            "use_case": {"type": "account_onboarding", "account_onboarding": use},
        }
    )
    return str(made.url)


def test_a_performer_says_where_they_want_to_be_paid(page: Page, visitor: Visitor):
    account = visitor.stripe.v2.core.accounts.create(PERFORMER).id
    page.goto(onboarding(visitor, account))
    inspect(page, "stand-in onboarding")
    page.get_by_role("button", name="Complete").click()
    assert "Enter your name." in page.get_by_role("alert").inner_text()
    inspect(page, "stand-in onboarding refused")
    page.get_by_label("Name").fill("Ann Example")
    page.get_by_label("Country").select_option("US")
    page.get_by_role("button", name="Complete").click()
    page.wait_for_url(f"**/account/{account}")
    assert page.get_by_text("receives transfers, is paid out").is_visible()
    visitor.fund(5000)
    visitor.stripe.v1.transfers.create({"amount": 5000, "currency": "usd", "destination": account})
    visitor.lever(f"accounts/{account}/complete", number="000123456789")
    visitor.stripe.v1.payouts.create(
        {"amount": 5000, "currency": "usd"}, {"stripe_account": account}
    )
    page.reload()
    inspect(page, "stand-in account")
    page.get_by_role("button", name="Let it arrive").click()
    page.get_by_role("button", name="Let the bank send it back").click()
    assert page.get_by_text("50.00 USD: failed").is_visible()


def test_a_client_is_declined_and_pays_with_another_card(page: Page, visitor: Visitor):
    session = visitor.checkout(success_url=f"{visitor.address}/")
    page.goto(session.url)
    inspect(page, "stand-in checkout")
    number = page.get_by_label("Card or bank account number")
    number.fill("4000 0000 0000 0002")
    page.get_by_role("button", name="Pay 100.00 USD").click()
    assert page.get_by_role("alert").inner_text() == "Your card was declined."
    inspect(page, "stand-in checkout declined")
    number.fill("4242 4242 4242 4242")
    number.press("Enter")
    page.wait_for_url(f"{visitor.address}/")
    assert page.get_by_text("checkout.session.completed").is_visible()
    inspect(page, "stand-in front page")
    assert visitor.stripe.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
    page.get_by_role("button", name="Let a week pass").click()
    page.get_by_text("7.0 days ahead").wait_for()
    assert page.get_by_text("balance.available").is_visible()


def test_the_way_back_to_another_address_is_open(page: Page, visitor: Visitor):
    """The page's policy must not stop a form from ending where the client came from."""
    session = visitor.checkout(success_url=f"{visitor.address.replace('127.0.0.1', 'localhost')}/")
    page.goto(session.url)
    page.get_by_label("Card or bank account number").fill("4242424242424242")
    page.get_by_role("button", name="Pay 100.00 USD").click()
    page.wait_for_url("http://localhost:*/")
