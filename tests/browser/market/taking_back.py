"""A recording is taken back: by its performer on a phone, from the client's disk, for auditors."""

import hashlib
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.market.menu import NAME, go, go_aside
from tests.browser.market.taking_home import Program, fit, lines

GONE = "1 recording has ended or is paused"


def seen_who_fetched(page: Page, recording: str, reference: str) -> None:
    """From the performer's own card of it."""
    go(page, "Rights")
    page.get_by_role("link", name=recording, exact=True).click()
    expect(page.get_by_text(f"{NAME}, for generative training").first).to_be_visible()
    page.get_by_role("link", name="Who opened or fetched it").click()
    fetched = page.get_by_role("table", name="Who fetched a copy").get_by_role("row")
    expect(fetched.filter(has_text=reference)).to_contain_text(NAME)
    expect(fetched.filter(has_text=reference)).to_contain_text("Ben")
    fit(page, "delivery-story-who-fetched")
    crumbs = page.get_by_role("navigation", name="Breadcrumb")
    crumbs.get_by_role("link", name=recording).click()


def withdrawn(page: Page) -> None:
    page.get_by_role("link", name="Withdraw for").click()
    expect(page.get_by_text(f"Copies are with: {NAME}")).to_be_visible()
    page.get_by_role("button", name="Withdraw", exact=True).click()
    told = page.get_by_role("table", name="Who was told to stop").get_by_role("row")
    expect(told.filter(has_text=NAME)).to_contain_text("Not yet")


def told_to_the_client(page: Page, reference: str) -> set[str]:
    """From their first page to the recall, and to the delivery that holds it. Gives the hashes of
    what is asked back."""
    page.get_by_role("link", name="1 recall to answer").click()
    page.get_by_role("table", name="Waiting for your answer").get_by_role("link").first.click()
    expect(page.get_by_text("Its consent is withdrawn.")).to_be_visible()
    page.get_by_role("button", name="We stopped using and offering it").click()
    expect(page.get_by_text("Thank you. What became of the files")).to_be_visible()
    asked_back = set(re.findall("sha256:[0-9a-f]{64}", page.locator("main").inner_text()))
    page.get_by_role("link", name=f"Files of {reference}").click()
    expect(page.locator("main .notice")).to_contain_text(GONE)
    expect(page.get_by_text("Shut", exact=True).first).to_be_visible()
    fit(page, "delivery-story-files-shut")
    return asked_back


def applied(page: Page, program: Program, recalled: set[str]) -> None:
    """To the copy on the client's disk; then the program says what is gone."""
    (recalls,) = [line for line in lines(page) if " recalls " in line]
    status, said = program.run(recalls)
    assert (status, "to remove: media/" in said) == (6, True), said
    copy = program.folder / recalls.rsplit(" ", 1)[1]
    before = hashes_in(copy)
    for line in lines(page, 0):
        status, said = program.run(line)
        assert status == 0, f"{line}: {said}"
    assert "Attested: destroyed" in said
    assert recalled < before
    assert not recalled & hashes_in(copy)
    (left,) = copy.rglob("*.wav")
    assert hash_of(left) in before


def hashes_in(copy: Path) -> set[str]:
    return {hash_of(each) for each in copy.rglob("*") if each.is_file()}


def hash_of(file: Path) -> str:
    return "sha256:" + hashlib.sha256(file.read_bytes()).hexdigest()


def answered(page: Page) -> None:
    go_aside(page, "Recalls")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    page.get_by_role("table", name="Answered").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="The answer")).to_be_visible()
    expect(page.get_by_text("It stands in the rights ledger.")).to_be_visible()
    fit(page, "delivery-story-recall-answered")


def asked_for_what_is_left(page: Page, reference: str) -> None:
    """The delivery that follows."""
    go_aside(page, "Deliveries")
    page.get_by_role("link", name=reference, exact=True).click()
    page.get_by_role("link", name="Fetch its files").click()
    page.get_by_role("button", name="Ask for a delivery without it").click()
    expect(page.get_by_text("It is being built. You are told when it is ready.")).to_be_visible()


def followed(page: Page, program: Program) -> None:
    """The copy on the client's disk becomes it, by the line that its page says."""
    page.get_by_role("link", name="Fetch its files").click()
    expect(page.get_by_text("May be fetched", exact=True).first).to_be_visible()
    expect(page.get_by_text("Shut", exact=True)).to_have_count(0)
    fit(page, "delivery-story-delta")
    for line in lines(page, 0):
        status, said = program.run(line)
        assert status == 0, said


def proven(page: Page, reference: str, says: str, recalled: str) -> None:
    """To whoever looks for the client and asks nobody's word."""
    go_aside(page, "Deliveries")
    page.get_by_role("link", name=reference, exact=True).click()
    page.get_by_role("link", name="Proof for auditors").click()
    expect(page.locator("main .notice")).to_contain_text(says)
    expect(page.locator("section", has=page.locator("#recalls"))).to_contain_text(recalled)
    fit(page, f"delivery-story-proof-{says[:3]}")


def told_to_the_performer(page: Page, recording: str) -> None:
    """What became of it, on the card and where it leads."""
    go(page, "Rights")
    page.get_by_role("link", name=recording, exact=True).click()
    told = page.get_by_role("table", name="Who was told to stop").get_by_role("row")
    expect(told.filter(has_text=NAME)).not_to_contain_text("Not yet")
    fit(page, "delivery-story-rights-card")
    page.get_by_role("link", name="What becomes of it, and the certificate").click()
    had = page.get_by_role("table", name="Who had a copy").get_by_role("row")
    expect(had.filter(has_text=NAME)).to_contain_text("Destroyed")
    fit(page, "delivery-story-what-became-of-it")
