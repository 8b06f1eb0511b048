"""The story's second part: three apply, offers are made, one is declined, two are signed."""

import re

from playwright.sync_api import Page, expect

from tests.browser import effort
from tests.browser.market.menu import NAME, SEALED, go
from tests.browser.requesting import TITLE
from tests.marketplace.casting.scene import ADDRESS

THREE_MINUTES = 180


def applied(page: Page, part: str, *, to: str = SEALED, tape: bool = False) -> None:
    effort.begin(page)
    go(page, "Gigs")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text(to).first).to_be_visible()
    page.get_by_role("link", name="Apply", exact=True).click()
    page.get_by_label(part).check()
    page.get_by_label("A few words to the client").fill("I have a sister. I kept a letter.")
    page.get_by_label("First choice").fill("2026-04-02T10:00")
    if tape:
        _record(page)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Submitted. An answer is owed to you.")).to_be_visible()
    expect(page.get_by_text(re.compile("An answer is owed to you by: 2. Mar"))).to_be_visible()
    assert to != SEALED or NAME not in page.content()
    done = effort.spent(page, f"from sign-in to a submitted application for {part}")
    assert done.seconds < THREE_MINUTES, done


def _record(page: Page) -> None:
    """With Chromium's own camera and microphone."""
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("Recording for 1 s")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Use this take").click()
    expect(page.get_by_text("Sent. It is attached")).to_be_visible()


def known_by_stage_names(page: Page) -> str:
    """Gives the board's address."""
    page.get_by_role("link", name=f"Applicants to answer for “{TITLE}”: 3").click()
    for name in ("Nomad", "Player 0", "Zephyr"):
        expect(page.get_by_label(name)).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Omar")
    expect(page.locator("main")).not_to_contain_text("Mira")
    expect(page.get_by_text("0 of 1 seats taken")).to_have_count(2)
    board = page.url
    page.get_by_label("Nomad").check()
    page.get_by_role("button", name="Play their self-tapes").click()
    expect(page.get_by_label("Self-tape of Nomad")).to_be_visible()
    return board


def offered(page: Page, name: str, *, first: bool = False) -> None:
    go(page, "Casting")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name=re.compile(f"^Open ?: {name}")).click()
    page.get_by_role("link", name="Make an offer").click()
    if first:
        say_where_letters_go(page, "Say the postal address")
    page.get_by_role("button", name="Make the offer").click()
    expect(page.get_by_role("button", name="Withdraw the offer")).to_be_visible()


def say_where_letters_go(page: Page, link: str) -> None:
    page.get_by_role("link", name=link).click()
    page.get_by_label("Postal address").fill(ADDRESS)
    page.get_by_role("button", name="Keep it").click()


def declined(page: Page) -> None:
    page.get_by_role("link", name="Answer the offer for").click()
    expect(page.get_by_text(NAME)).to_be_visible()
    page.get_by_role("link", name="Decline").click()
    page.get_by_label("Other work").check()
    page.get_by_role("button", name="Decline the offer").click()
    expect(page.get_by_text("You declined the offer. The client was told.")).to_be_visible()


def told_in_confidence(page: Page) -> None:
    """With the offer, a day before anybody may sign."""
    page.get_by_role("link", name="Answer the offer for").click()
    expect(page.get_by_text("€60.00 an hour").first).to_be_visible()
    expect(page.get_by_text(NAME)).to_be_visible()
    expect(page.get_by_text("Open until")).to_be_visible()
    say_where_letters_go(page, "Say your postal address")
    page.get_by_role("link", name="Read and sign").click()
    expect(page.get_by_text("for 24 hours before you sign")).to_be_visible()
    expect(page.get_by_role("button", name="Sign this paper")).to_have_count(0)


def named_on_the_gig(page: Page) -> None:
    go(page, "Gigs")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text(f"{NAME} (sealed: told to you in confidence)")).to_be_visible()


def signed(page: Page) -> None:
    page.get_by_role("link", name="Answer the offer for").click()
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_label("Your name, to sign").fill("As in my passport")
    page.get_by_role("button", name="Sign this paper").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What you signed")
    go(page, "Applications")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text("the part is yours")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the contract").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def refused_what_is_optional(page: Page) -> None:
    page.get_by_role("link", name="Sign or refuse: generative training").click()
    page.get_by_role("button", name="Refuse this paper").click()
    expect(page.get_by_text("nothing else changes")).to_be_visible()


def allowed_training(page: Page) -> None:
    """What is asked for without more pay; the use that has a price of its own is refused."""
    page.get_by_role("link", name="Sign or refuse: generative training").click()
    page.get_by_label("No", exact=True).check()
    page.get_by_label("All uses stop").check()
    page.get_by_label("Your name, to sign").fill("As in my passport")
    page.get_by_role("button", name="Sign this paper").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What you signed")
