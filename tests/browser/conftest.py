"""A real Chromium and the real app behind a real port, with the test's own database."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.kept_window import Window
from tests.browser.market.menu import At, Home
from tests.browser.visiting import new_context
from tests.cast import Person, sign_in
from tests.listening import listening
from tests.parts import program
from tests.running.programs import free_port

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
    context = new_context(browser, address)
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


@pytest.fixture(scope="module")
def kept_port() -> int:
    return free_port()


@pytest.fixture
def kept_address(app: Flask, kept_port: int) -> Iterator[str]:
    """The same for a whole module, so that the kept window keeps style sheets and scripts."""
    with listening(app, kept_port) as address:
        yield address


@pytest.fixture(scope="module")
def kept_window(browser: Browser) -> Iterator[Window]:
    window = Window(browser)
    yield window
    window.close()


@pytest.fixture
def kept_page(kept_window: Window, kept_address: str) -> Iterator[Page]:
    """For a module that looks at many pages one by one: to open a page of one's own takes as long
    as to look at it."""
    yield kept_window.empty()
    kept_window.leave(kept_address)
