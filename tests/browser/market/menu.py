"""How the people of the story get about, and what is said of a client whose name is sealed."""

from playwright.sync_api import Page

from tests.browser.requesting import SECTOR

SEALED, NAME = f"Sealed: a client in {SECTOR}", "Northlab"


def go(page: Page, entry: str) -> None:
    """By the main menu, as on a desk."""
    menu = page.get_by_role("navigation", name="Main")
    menu.get_by_role("link", name=entry, exact=True).click()
