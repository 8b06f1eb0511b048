"""Looks at a page the way its readers do: in a real browser, on a desk and on a phone, by day and
by night; and refuses what would shut one of them out."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    ViewportSize,
)

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "var" / "screenshots"
AXE = (Path(__file__).parent / "vendor/axe/axe.min.js").read_text()
# For a window that many pages are looked at in: they have it already, and only begin it.
KEEP_AXE = f"globalThis.keptAxe = () => {{{AXE}\n}};"
BEGIN_AXE = "'axe' in window || ('keptAxe' in window && (keptAxe(), true))"
# Only what is wrong leaves the browser: all that is right takes longer to hand over than to find.
RUN_AXE = """(asked) => axe
  .run(document, {runOnly: asked, resultTypes: ["violations"], selectors: false})
  .then((result) => result.violations)"""
# For people to look through, on request; no test reads them. Of a fault there is one anyway.
PICTURES = bool(os.environ.get("PICTURES"))
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What night and a phone change about a page in one of its states: its colours, and how its parts
# fit together. The rules that read the document are asked on both sides once for each page.
BY_COLOUR_AND_SIZE = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]
BY_COLOUR_AND_SIZE += ["target-size", "css-orientation-lock", "meta-viewport"]

DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
SMALLEST: ViewportSize = {"width": 320, "height": 640}
TABLET: ViewportSize = {"width": 768, "height": 1024}
FINGER_PIXELS = 44

# Runs before the page does; the policy's own event says what was blocked.
RECORD_BLOCKED = """
addEventListener("securitypolicyviolation", (event) => {
  (window.blockedByPolicy ??= []).push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""
TOO_SMALL = """(least) => [...document.querySelectorAll(
    "button, .button, select, summary, input:not([type=hidden], [type=checkbox], [type=radio])")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < least - 0.5)
  .map((each) => each.outerHTML.slice(0, 80))"""
STICKS_OUT = """() => [...document.querySelectorAll("body *")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
  .map((each) => each.outerHTML.slice(0, 80))"""


def new_context(browser: Browser, address: str | None = None) -> BrowserContext:
    """A fresh profile at a desk by day."""
    # Reduced motion: a colour that is still fading would be judged half way.
    context = browser.new_context(
        base_url=address, viewport=DESK, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    context.add_init_script(RECORD_BLOCKED)
    return context


def visit(page: Page, path: str, *, name: str = "", status: int = 200) -> None:
    """Opens the page and looks at it from all sides; an AssertionError lists every fault."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == status, f"{path} answered {answer.status}"
    inspect(page, name or path)


def inspect(page: Page, name: str, *, on_phone: Sequence[str] = BY_COLOUR_AND_SIZE) -> None:
    """The same for a page that is already open; keeps a picture of the other two sides as well."""
    faults = look_at(page, name, on_phone=on_phone)
    if PICTURES:
        for screen, size, light in (("phone", PHONE, "light"), ("desk", DESK, "dark")):
            show(page, size, light)
            keep_picture(page, name, screen, light)
    show(page, DESK, "light")
    assert not faults, f"{name}:\n" + "\n".join(faults)


def look_at(page: Page, name: str, *, on_phone: Sequence[str] = ()) -> list[str]:
    """What is wrong, from two sides: colours differ by light and layout by screen."""
    faults: list[str] = []
    # The desk by day first, as most pages come: each change of size or light lays out all of it.
    for screen, size, light, rules in (
        ("desk", DESK, "light", ()),
        ("phone", PHONE, "dark", on_phone),
    ):
        show(page, size, light)
        found = [f"{screen}, {light}: {fault}" for fault in inaccessible(page, rules)]
        if PICTURES or found:
            keep_picture(page, name, screen, light)
        faults += found
    return faults + cramped(page) + blocked(page)


def show(page: Page, size: ViewportSize, light: str) -> None:
    if page.viewport_size != size:
        page.set_viewport_size(size)
    page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
    page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))")


def keep_picture(page: Page, name: str, screen: str, light: str) -> None:
    """As JPEG: to write a page of three screens as PNG takes a fifth of a second."""
    page.screenshot(path=screenshot(name, screen, light), type="jpeg", quality=85, full_page=True)


def screenshot(name: str, screen: str, light: str) -> Path:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    readable = "".join(letter if letter.isalnum() else "-" for letter in name).strip("-") or "front"
    return SCREENSHOTS / f"{readable}-{screen}-{light}.jpg"


def inaccessible(page: Page, only: Sequence[str] = ()) -> list[str]:
    """By these rules, or by all of the standards."""
    if not page.evaluate(BEGIN_AXE):
        page.evaluate(AXE)
    asked = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": STANDARDS}
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE, asked)
    return [
        f"{violation['id']}: {node['html'][:120]} ({node['failureSummary']})"
        for violation in found
        for node in violation["nodes"]
    ]


def cramped(page: Page) -> list[str]:
    """What a phone's reader would have to push sideways or could not hit with a finger."""
    faults: list[str] = []
    small: list[str] = []
    for size in (PHONE, SMALLEST, TABLET):
        if page.viewport_size != size:
            page.set_viewport_size(size)
        if size == PHONE:
            small = page.evaluate(TOO_SMALL, FINGER_PIXELS)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            culprits = page.evaluate(STICKS_OUT)[:3]
            faults.append(f"scrolls sideways at {size['width']} px to {wide} px: {culprits}")
    return faults + [f"smaller than {FINGER_PIXELS} px: {html}" for html in small]


def blocked(page: Page) -> list[str]:
    return [f"blocked by policy: {what}" for what in page.evaluate("window.blockedByPolicy ?? []")]


@contextmanager
def failing(page: Page) -> Iterator[list[str]]:
    """What scripts and files of the page fail at meanwhile."""
    failed: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error":
            failed.append(said.text)

    def catch(error: Error) -> None:
        failed.append(str(error))

    page.on("console", hear)
    page.on("pageerror", catch)
    yield failed
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", catch)
