"""The frame of every page, as readers meet it."""

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import update

from foundation import audit
from foundation.database import transaction
from marketplace.accounts.models import Account
from tests.browser.visiting import DESK, PHONE, SMALLEST, TABLET, inspect, visit

JOB = "/operations/jobs/passkeys.forget_challenges"


def test_an_error_page_is_fit_for_everyone(page: Page):
    visit(page, "/no-such-page", name="error", status=404)


def test_the_first_tab_stop_skips_to_the_content(page: Page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_on_a_phone_the_menu_opens_and_closes_by_keyboard(page: Page, cast, sign_in_as):
    sign_in_as(cast.admin)
    page.set_viewport_size(PHONE)
    page.goto("/home")
    link = page.get_by_role("navigation", name="Main").get_by_role("link").first
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_on_a_desk_the_ways_are_in_view_without_a_menu(page: Page, cast, sign_in_as):
    sign_in_as(cast.admin)
    page.goto("/home")
    ways = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(ways).to_have_text(["Home", "Cases", "People", "Audit", "Operations"])
    expect(ways.last).to_be_visible()
    expect(page.get_by_role("button", name="Menu", exact=True)).to_be_hidden()


def test_mistakes_are_announced_and_lead_to_their_fields(page: Page):
    page.goto("/dev/kit")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    field = page.locator("#field-email_bad")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(
        "We write to it once, to be sure. Error: This address has no @ sign."
    )


def test_a_password_can_be_looked_at(page: Page):
    page.goto("/dev/kit")
    field = page.locator("#field-password")
    field.fill("four plain words")
    page.get_by_role("button", name="Show what is typed").click()
    expect(field).to_have_attribute("type", "text")


def test_a_second_click_does_not_send_twice(page: Page):
    page.goto("/dev/kit")
    sent: list[str] = []

    def answer_without_a_new_page(route: Route) -> None:
        sent.append(route.request.url)
        route.fulfill(status=204)

    page.route("**/theme", answer_without_a_new_page)
    button = page.get_by_role("button", name="Approve the November statement")
    button.click()
    expect(button).to_be_disabled()
    button.evaluate("each => each.form.requestSubmit()")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert len(sent) == 1


def test_everything_works_without_script(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()


def test_the_account_menu_names_who_is_here(page: Page, sign_in_as, cast):
    sign_in_as(cast.omar)
    page.goto("/")
    menu = page.locator("#account-menu")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Account menu").click()
    expect(menu.get_by_role("heading", name="Omar")).to_be_visible()
    inspect(page, "account-menu")


def test_the_zone_that_the_browser_is_in_is_chosen_already(browser, address):
    context = browser.new_context(base_url=address, timezone_id="America/Sao_Paulo")
    page = context.new_page()
    page.goto("/sign-up/performer")
    expect(page.get_by_label("Time zone")).to_have_value("America/Sao_Paulo")
    context.close()


@pytest.mark.parametrize("path", ["/people", "/audit", "/home", JOB])
def test_the_longest_name_without_a_space_pushes_nothing_off_the_page(page, sign_in_as, cast, path):
    sign_in_as(cast.admin)
    with transaction() as session:
        session.execute(update(Account).values(name="Wolfeschlegelsteinhausenberger" * 3))
    page.goto(path)
    for size in (DESK, TABLET, SMALLEST):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


LINES_OF_WORD = """([link, word]) => {
  const text = link.firstChild, start = text.data.indexOf(word), range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, start + word.length);
  return new Set([...range.getClientRects()].map((each) => Math.round(each.top))).size;
}"""


def test_a_usual_name_is_not_broken_inside_a_word_on_the_desk(page, sign_in_as, cast):
    sign_in_as(cast.admin)
    with transaction() as session:
        session.execute(update(Account).values(name="Mira Lindqvist"))
        crowding = {"second_factor": True, "sign_in": "28ca02bd-b314-a474-bcb7-44ac931379a5"}
        audit.record(session, cast.cora.actor, "authenticator.shown", cast.omar.id, **crowding)
    page.set_viewport_size(DESK)
    page.goto("/audit")
    link = page.locator("td a", has_text="Mira Lindqvist").first.element_handle()
    assert page.evaluate(LINES_OF_WORD, [link, "Lindqvist"]) == 1
