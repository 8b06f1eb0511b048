"""A real Chromium and the real app behind a real port, with the test's own database."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.market.menu import At, Home
from tests.browser.visiting import DESK, RECORD_BLOCKED
from tests.cast import Person, sign_in
from tests.listening import listening
from tests.parts import program

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--allow-loopback-in-peer-connection",
    "--use-fake-device-for-media-stream=fps=30",
    "--use-fake-ui-for-media-stream",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = program("browser tests", "chromium", package="chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the app listens."""
    with listening(app) as address:
        yield address


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A fresh profile that sees nothing but this app."""
    # Reduced motion: a colour that is still fading would be judged half way.
    context = browser.new_context(
        base_url=address, viewport=DESK, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    context.add_init_script(RECORD_BLOCKED)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def sign_in_as(
    context: BrowserContext, client: FlaskClient, address: str
) -> Callable[[Person], None]:
    """Gives the browser the cookie that this person's sign-in would have brought."""

    def enter(person: Person) -> None:
        sign_in(client, person)
        cookie = client.get_cookie("session")
        assert cookie is not None
        context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])

    return enter


@pytest.fixture
def at(page: Page, sign_in_as: Callable[[Person], None]) -> At:
    """Somebody at one of their pages, just signed in."""

    def arrive(person: Person, path: str) -> Page:
        sign_in_as(person)
        page.goto(path)
        return page

    return arrive


@pytest.fixture
def home_of(at: At) -> Home:
    """Where everybody begins: their own first page, just signed in."""
    return lambda person: at(person, "/home")
