"""A story's fourth part: takes are begun, sent and judged, each at their own pages."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.marketplace.takes.checking.recorded import voice, wav


def begun(page: Page) -> str:
    page.get_by_role("button", name="Begin a take").click()
    page.wait_for_url(re.compile("/takes/"))
    return "/takes/" + page.url.rsplit("/", 1)[1]


def sent(page: Page, folder: Path, loud: float) -> None:
    path = wav(folder / f"{loud}.wav", voice(loud=loud))
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Your track is here.", exact=False).first).to_be_visible()


def judged(page: Page, verdict: str, note: str = "") -> None:
    page.get_by_role("button", name="Take it and play it").click()
    for choice in page.locator("main select[name]:not([name=code])").all():
        choice.select_option(index=3)
    page.get_by_label(verdict).check()
    page.get_by_label("Note to those who play").fill(note)
    if verdict == "Reject it":
        page.get_by_label("Reason of a rejection").select_option("technical")
        page.get_by_label("From second").fill("1")
        page.get_by_label("To second").fill("2.5")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("It is decided", exact=False)).to_be_visible()
