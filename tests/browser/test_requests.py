"""A producer asks for scenes in a real browser within minutes, and a copy is quicker still."""

import time

from playwright.sync_api import Page, Route, expect

from consent.ledger.explaining.words import Signature
from tests.browser.requesting import days, write
from tests.browser.visiting import inspect, visit
from tests.consent.signing.asked import published
from tests.marketplace.requests.written import covered

TEN_MINUTES, TWO_MINUTES = 600, 120


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
    page.get_by_role("link", name="Pay", exact=True).click()
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


def test_what_was_typed_before_the_script_came_is_saved_too(page: Page, cast, sign_in_as):
    sign_in_as(cast.ben)
    page.goto("/requests")
    scripts: list[Route] = []

    def hold(route: Route) -> None:
        scripts.append(route)

    page.route("**/app.js*", hold, times=1)
    page.get_by_role("button", name="Ask for scenes").click()
    page.get_by_label("Title").fill("Two sisters")
    while not scripts:
        page.wait_for_timeout(10)
    with page.expect_response(lambda each: "hx-request" in each.request.headers) as saved:
        scripts[0].continue_()
    assert saved.value.ok
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("Two sisters")


def test_a_form_that_saves_itself_slowly_is_sent_after_that(page: Page, cast, sign_in_as):
    sign_in_as(cast.ben)
    page.goto("/requests")
    page.get_by_role("button", name="Ask for scenes").click()
    saving: list[Route] = []

    def slow_by_itself(route: Route) -> None:
        if route.request.headers.get("hx-request"):
            saving.append(route)
        else:
            route.continue_()

    page.route("**/write/brief", slow_by_itself)
    with page.expect_request(lambda each: "hx-request" in each.headers):
        page.get_by_label("Title").fill("Two sisters (AI training)")
        page.get_by_label("Language").fill("en")
    page.get_by_label("Scenario").fill("One finds the letter that the other hid.")
    page.get_by_role("button", name="Save and go on").click()
    saving[0].continue_()
    expect(page.get_by_role("heading", level=1)).to_have_text("Parts and beats")
    page.go_back()
    expect(page.get_by_label("Scenario")).to_have_value("One finds the letter that the other hid.")
