"""A client's way from accepted takes to files on its own disk: chosen, built, fetched by a page and
by the small program."""

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.market.menu import go_aside
from tests.browser.visiting import DESK, look_at

DATASET = "Companion, anger"
SCOPES = (
    "Fetch what was delivered to your organisation, on record",
    "Read recalls of what your organisation holds",
    "Answer recalls for your organisation",
)


@dataclass(frozen=True, slots=True)
class Program:
    """`fairtake_fetch.py` as its reader runs it: by the lines that the pages say."""

    folder: Path
    token: str

    def run(self, line: str) -> tuple[int, str]:
        """Exit status, and what it said."""
        python, *words = shlex.split(line)
        assert python == "python"
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env={"FAIRTAKE_TOKEN": self.token, "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr


def fit(page: Page, name: str) -> None:
    """For everyone, from all sides; then as before."""
    size = page.viewport_size or DESK
    assert not look_at(page, name)
    page.set_viewport_size(size)


def chosen(page: Page, takes: int) -> None:
    go_aside(page, "Datasets")
    expect(page.get_by_role("heading", name="No dataset yet")).to_be_visible()
    page.get_by_role("link", name="New dataset").first.click()
    page.get_by_label("Generative training", exact=True).check()
    page.get_by_label("End product").fill("companion")
    page.get_by_text("Models, regions, subjects").click()
    page.get_by_label("Stored and processed in").fill("EU")
    page.get_by_label("It will speak of none of the subjects").check()
    counted = page.locator("#counts .stat", has=page.get_by_text("Takes", exact=True))
    expect(counted.locator("b")).to_have_text(str(takes))
    expect(page.locator("#counts")).to_contain_text("Nothing is left out.")
    fit(page, "delivery-story-choosing")
    page.get_by_label("Name", exact=True).fill(DATASET)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The dataset is saved, as its version 1.")).to_be_visible()
    fit(page, "delivery-story-dataset")


def asked_for(page: Page) -> None:
    """From the page of the dataset to that of its delivery."""
    page.get_by_role("link", name="Version 1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Version 1 of {DATASET}")
    fit(page, "delivery-story-version")
    page.get_by_role("link", name="Ask for a delivery").click()
    expect(page.get_by_text(f"Of version 1 of {DATASET}: 2 takes")).to_be_visible()
    page.get_by_role("button", name="Have it built").click()
    expect(page.get_by_text("It is being built. You are told when it is ready.")).to_be_visible()
    expect(page.locator("#progress")).to_contain_text("Asked for")


def ready(page: Page) -> str:
    """The page says it by itself, to whoever waits. Gives the delivery's reference."""
    expect(page.locator("#progress")).to_contain_text("Ready", timeout=20_000)
    expect(page.get_by_text("Handed over")).to_be_visible()
    return page.get_by_role("heading", level=1).inner_text().removeprefix("Delivery ")


def fetched_by_hand(page: Page, ending: str) -> bytes:
    """The first file of this kind."""
    page.get_by_role("link", name="Fetch its files").click()
    with page.expect_download() as download:
        page.get_by_role("table", name="Files").get_by_role("link", name=ending).first.click()
    return download.value.path().read_bytes()


def equipped(page: Page, folder: Path) -> Program:
    """With the program and a token for it, from the page of the files."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the program").click()
    download.value.save_as(folder / "fairtake_fetch.py")
    here = page.url
    page.get_by_role("link", name="API token", exact=True).click()
    page.get_by_role("textbox", name="Name").fill("fairtake_fetch")
    for scope in SCOPES:
        page.get_by_label(scope).check()
    page.get_by_role("button", name="Make the token").click()
    token = page.locator("#secret").inner_text()
    page.goto(here)
    return Program(folder, token)


def lines(page: Page, place: int = -1) -> list[str]:
    """What the page says to type, the token aside: the last of what it offers, or another."""
    said = page.locator("main pre code").nth(place).inner_text().splitlines()
    return [line for line in said if not line.startswith("export ")]
