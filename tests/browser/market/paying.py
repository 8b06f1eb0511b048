"""How a story's client pays: by card, at the stand-in's own page."""

import re

from playwright.sync_api import Page, expect

from tests.payouts.told_by_stripe import Hear

CARD = "4242 4242 4242 4242"


def funded(page: Page, hear: Hear) -> None:
    page.get_by_role("link", name="Add money").click()
    missing = page.locator(".stat", has_text="Missing").locator("b").inner_text()
    page.get_by_label("Amount in EUR").fill(re.sub(r"[^\d.]", "", missing))
    page.get_by_label("How to pay").select_option("checkout")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Pay it").click()
    page.get_by_role("link", name="Go on to Stripe").click()
    expect(page.get_by_role("heading", name="Pay for your order")).to_be_visible()
    page.get_by_label("Email address").fill("ada@example.org")
    page.get_by_label("Card or bank account number").fill(CARD)
    page.get_by_role("button", name=re.compile("^Pay ")).click()
    expect(page.locator(".lede")).to_have_text("Paid")
    hear()
