"""The story's first part: a request is written, approved, funded, and read by strangers."""

import re

from playwright.sync_api import Page, expect

from tests.browser import effort
from tests.browser.market.menu import NAME, SEALED, go
from tests.browser.requesting import TITLE, write

TEN_MINUTES = 600


def asked_for(page: Page, *more: dict[str, str], sealed: bool = False) -> str:
    """Gives what it costs at most."""
    effort.begin(page)
    go(page, "Requests")
    page.get_by_role("button", name="Ask for scenes").click()
    write(page, *more, sealed=sealed)
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    cost = page.locator("dt", has_text="Committed cost").locator("+ dd").inner_text()
    page.get_by_role("button", name="Submit it").click()
    expect(page.get_by_text("Submitted. Compliance answers")).to_be_visible()
    done = effort.spent(page, "from sign-in to a submitted request")
    assert done.seconds < TEN_MINUTES, done
    return cost


def approved(page: Page, cost: str) -> None:
    page.get_by_role("link", name=re.compile("^Review SR-")).click()
    expect(page.locator("main")).to_contain_text(f"from {NAME}")
    expect(page.locator("main")).to_contain_text("the answer is due")
    expect(page.locator("main")).to_contain_text(cost)
    page.get_by_role("button", name="Approve this version").click()
    expect(
        page.get_by_text("Approved. It is posted once its client has set the money aside.")
    ).to_be_visible()


def asks_for_money(page: Page, cost: str) -> None:
    """To whoever pays for the client. How they pay is told by the story of money."""
    page.get_by_role("link", name="Set money aside for").click()
    expect(page.get_by_text(f"{cost} are still missing.")).to_be_visible()
    expect(page.get_by_role("link", name="Add money")).to_be_visible()


def sealed_to_strangers(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/gigs")
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator("main p").first).to_contain_text("€60.00 an hour")
    expect(page.get_by_text(SEALED)).to_be_visible()
    assert NAME not in page.content()
    expect(page.get_by_role("link", name="Sign in to apply")).to_be_visible()


def warned(page: Page) -> None:
    """A name that somebody avoids is matched behind its seal, and not said."""
    go(page, "Gigs")
    expect(page.get_by_text("It is for a client that you want to avoid.")).to_be_visible()
    assert NAME not in page.content()
