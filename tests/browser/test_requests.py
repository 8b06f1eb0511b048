"""A producer asks for scenes in a real browser within minutes, and a copy is quicker still."""

import time

from playwright.sync_api import Page, expect

from consent.ledger.explaining.words import Signature
from tests.browser.visiting import inspect, visit
from tests.consent.signing.asked import published
from tests.marketplace.requests.written import covered

TEN_MINUTES, TWO_MINUTES = 600, 120
_WRITTEN = {
    "The scene": {
        "Title": "Two sisters (AI training)",
        "Scenario": "One finds the letter that the other hid.",
        "Language": "en",
        "Accepted takes of each booking": "3",
    },
    "Parts and beats": {
        "Name of the character": "Rosa",
        "Who this is": "The elder. Holds back, then does not.",
    },
    "Content": {"Stop word": "red", "Paid minutes for de-roling": "10"},
    "Dates": {"Bookings of each performer": "1", "Length of a booking, in minutes": "120"},
    "Pay": {
        "For an hour": "60",
        "Retakes included": "1",
        "Unpaid time to expect, in minutes": "15",
        "Paid within, in days of the work": "14",
    },
    "Usage": {"End product": "companion"},
}
_DAYS = {"Apply by": "2026-03-20", "First day of recording": "2026-04-01"}
_DAYS |= {"Last day of recording": "2026-04-30"}


def fill(page: Page, section: str) -> None:
    for label, text in _WRITTEN.get(section, {}).items():
        page.get_by_label(label).first.fill(text)


def go_on(page: Page, to: str) -> None:
    page.get_by_role("button", name="Save and").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(to)


def days(page: Page) -> None:
    for label, day in _DAYS.items():
        page.get_by_label(label, exact=True).fill(day)


def write(page: Page) -> None:
    """From the first section to the last."""
    fill(page, "The scene")
    go_on(page, "Parts and beats")
    fill(page, "Parts and beats")
    page.get_by_label("Feeling").first.select_option("anger")
    go_on(page, "Recording")
    page.get_by_label("Audio").check()
    go_on(page, "Content")
    page.get_by_label("Moderate").check()
    fill(page, "Content")
    go_on(page, "Dates")
    days(page)
    fill(page, "Dates")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    go_on(page, "Pay")
    page.get_by_label("Currency").select_option("EUR")
    fill(page, "Pay")
    go_on(page, "Usage")
    fill(page, "Usage")
    for place in (0, 1):
        page.get_by_label("Agreement").nth(place).select_option(index=1)
    for choice in ("Named", "A replacement is recorded", "No union agreement"):
        page.get_by_label(choice).check()
    for question in ("May performers say that they worked on it?", "May they show it in a reel?"):
        page.get_by_role("group", name=question).get_by_label("Yes").check()


def test_from_sign_in_to_a_submitted_request_and_a_copy(page: Page, cast, sign_in_as):
    covered(cast)
    published(Signature.RECORDING_AND_PAY)
    published(Signature.GENERATIVE_TRAINING)
    began = time.monotonic()
    sign_in_as(cast.ben)
    visit(page, "/requests", name="requests-empty")
    page.get_by_role("button", name="Ask for scenes").click()
    write(page)
    inspect(page, "request-usage")
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    inspect(page, "request-check")
    page.get_by_role("button", name="Submit it").click()
    expect(page.get_by_text("Submitted. Compliance answers")).to_be_visible()
    inspect(page, "request-submitted")
    assert time.monotonic() - began < TEN_MINUTES
    began = time.monotonic()
    page.get_by_role("button", name="Copy into a new request").click()
    days(page)
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("link", name="Check and submit").click()
    page.get_by_role("button", name="Submit it").click()
    expect(page.get_by_text("Submitted. Compliance answers")).to_be_visible()
    assert time.monotonic() - began < TWO_MINUTES


def test_what_is_typed_is_saved_and_its_cost_shown_without_a_button(page: Page, cast, sign_in_as):
    sign_in_as(cast.ben)
    page.goto("/requests")
    page.get_by_role("button", name="Ask for scenes").click()
    page.get_by_role("link", name="Pay").click()
    page.get_by_label("Currency").select_option("EUR")
    page.locator("#field-tech_check").fill("10")
    page.get_by_label("For an hour", exact=True).fill("lots")
    page.locator("#field-bonus").focus()
    expect(page.locator("#saved")).to_contain_text("Write an amount")
    page.get_by_label("For an hour", exact=True).fill("60")
    page.locator("#field-bonus").focus()
    expect(page.locator("#saved")).not_to_contain_text("Write an amount")
    expect(page.locator("#cost")).to_contain_text("Committed cost")
    page.reload()
    expect(page.get_by_label("For an hour", exact=True)).to_have_value("60")
