"""How the people of a story get about, and what is said of a client whose name is sealed."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.requesting import SECTOR
from tests.cast import Person

SEALED, NAME = f"Sealed: a client in {SECTOR}", "Northlab"
At = Callable[[Person, str], Page]
Home = Callable[[Person], Page]


def go(page: Page, entry: str) -> None:
    """By the main menu, which a phone has to unfold."""
    unfold = page.get_by_role("button", name="Menu", exact=True)
    if unfold.is_visible():
        unfold.click()
    menu = page.get_by_role("navigation", name="Main")
    menu.get_by_role("link", name=entry, exact=True).click()


def go_aside(page: Page, entry: str) -> None:
    """By the menu behind one's own name."""
    page.get_by_role("button", name="Account menu").click()
    page.locator("#account-menu").get_by_role("link", name=entry, exact=True).click()
