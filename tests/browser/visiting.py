"""Looks at a page the way its readers do: in a real browser, on a desk and on a phone, by day and
by night; and refuses what would shut one of them out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "var" / "screenshots"
AXE = (Path(__file__).parent / "vendor/axe/axe.min.js").read_text()
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


def visit(page: Page, path: str, *, name: str = "", status: int = 200) -> None:
    """Opens the page and looks at it from all sides; an AssertionError lists every fault."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == status, f"{path} answered {answer.status}"
    inspect(page, name or path)


def inspect(page: Page, name: str, *, on_phone: Sequence[str] = BY_COLOUR_AND_SIZE) -> None:
    """The same for a page that is already open; keeps a picture of the other two sides as well."""
    faults = look_at(page, name, on_phone=on_phone)
    for screen, size, light in (("phone", PHONE, "light"), ("desk", DESK, "dark")):
        show(page, size, light)
        keep_picture(page, name, screen, light)
    show(page, DESK, "light")
    assert not faults, f"{name}:\n" + "\n".join(faults)


def look_at(page: Page, name: str, *, on_phone: Sequence[str] = ()) -> list[str]:
    """What is wrong, from two sides: colours differ by light and layout by screen."""
    faults: list[str] = []
    for screen, size, light, rules in (
        ("phone", PHONE, "dark", on_phone),
        ("desk", DESK, "light", ()),
    ):
        show(page, size, light)
        keep_picture(page, name, screen, light)
        faults += [f"{screen}, {light}: {fault}" for fault in inaccessible(page, rules)]
    return faults + cramped(page) + blocked(page)


def show(page: Page, size: ViewportSize, light: str) -> None:
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
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    asked = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": STANDARDS}
    run = "(asked) => axe.run(document, {runOnly: asked, resultTypes: ['violations']})"
    found: dict[str, Any] = page.evaluate(run, asked)
    return [
        f"{violation['id']}: {node['html'][:120]} ({node['failureSummary']})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def cramped(page: Page) -> list[str]:
    """What a phone's reader would have to push sideways or could not hit with a finger."""
    faults: list[str] = []
    for size in (TABLET, SMALLEST, PHONE):
        page.set_viewport_size(size)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            culprits = page.evaluate(STICKS_OUT)[:3]
            faults.append(f"scrolls sideways at {size['width']} px to {wide} px: {culprits}")
    small = page.evaluate(TOO_SMALL, FINGER_PIXELS)
    return faults + [f"smaller than {FINGER_PIXELS} px: {html}" for html in small]


def blocked(page: Page) -> list[str]:
    return [f"blocked by policy: {what}" for what in page.evaluate("window.blockedByPolicy ?? []")]
