"""From sign-in to “who may use my recording, and stop it”, on a phone: counted, and compared with
what giving takes."""

import time

from playwright.sync_api import Locator, Page, expect

from consent.ledger.explaining.words import Signature
from consent.recordings.registering import register_recording
from consent.signing.queries import signed_terms
from foundation.database import transaction
from tests.browser.visiting import PHONE, show
from tests.cast import Cast
from tests.consent.recordings.performed import a_recording
from tests.consent.signing.asked import ENGAGEMENT, ask_all, sign

GENERATIVE = Signature.GENERATIVE_TRAINING


class Steps:
    """What a person does: each tap and each field that is filled counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.done = page, 0

    def tap(self, what: Locator) -> None:
        self.done += 1
        what.click()

    def fill(self, what: Locator, text: str) -> None:
        self.done += 1
        what.fill(text)

    def open_rights(self) -> None:
        """On a phone the main entries are behind a button."""
        self.tap(self.page.get_by_role("button", name="Menu", exact=True))
        menu = self.page.get_by_role("navigation", name="Main")
        self.tap(menu.get_by_role("link", name="Rights"))


def recorded_under_a_paper(cast: Cast) -> None:
    papers = ask_all(cast.omar)
    sign(cast.omar, papers[GENERATIVE], GENERATIVE)
    with transaction() as session:
        terms = signed_terms(session, ENGAGEMENT, cast.omar.id)
        register_recording(session, a_recording(), terms)


def give(steps: Steps) -> None:
    """One paper, from the first page on."""
    steps.tap(steps.page.get_by_role("link", name="Sign or refuse: non-generative training"))
    steps.tap(steps.page.get_by_label("No", exact=True))
    steps.tap(steps.page.get_by_label("All uses stop"))
    steps.fill(steps.page.get_by_label("Your name, to sign"), "Omar Haddad")
    steps.tap(steps.page.get_by_role("button", name="Sign this paper"))
    expect(steps.page.get_by_text("You signed it.")).to_be_visible()


def withdraw(steps: Steps) -> None:
    steps.open_rights()
    expect(steps.page.get_by_text("Northlab").first).to_be_visible()
    expect(steps.page.get_by_text("Who has a copy").first).to_be_visible()
    steps.tap(steps.page.get_by_role("link", name="Withdraw for"))
    expect(steps.page.get_by_text("What you earned with it stays yours.")).to_be_visible()
    steps.tap(steps.page.get_by_role("button", name="Withdraw"))
    expect(steps.page.get_by_text("Withdrawn. It may not be used")).to_be_visible()


def test_who_may_use_it_and_stopping_it_takes_four_taps_and_less_than_a_minute(
    page: Page, cast, sign_in_as
):
    recorded_under_a_paper(cast)
    show(page, PHONE, "light")
    sign_in_as(cast.omar)
    page.goto("/home")
    steps, began = Steps(page), time.monotonic()
    withdraw(steps)
    assert steps.done == 4
    assert time.monotonic() - began < 60


def test_stopping_takes_no_more_steps_than_giving_did(page: Page, cast, sign_in_as):
    recorded_under_a_paper(cast)
    show(page, PHONE, "light")
    sign_in_as(cast.omar)
    page.goto("/home")
    giving, stopping = Steps(page), Steps(page)
    give(giving)
    page.goto("/home")
    withdraw(stopping)
    assert stopping.done <= giving.done


def test_one_use_is_paused_in_five_taps(page: Page, cast, sign_in_as):
    recorded_under_a_paper(cast)
    show(page, PHONE, "light")
    sign_in_as(cast.omar)
    page.goto("/home")
    steps = Steps(page)
    steps.open_rights()
    steps.tap(page.get_by_role("heading", name="Recording of").get_by_role("link"))
    steps.tap(page.get_by_role("link", name="Pause generative training"))
    expect(page.get_by_text("Generative training stops at once, for everybody.")).to_be_visible()
    steps.tap(page.get_by_role("button", name="Pause generative training"))
    expect(page.get_by_text("Paused: generative training.")).to_be_visible()
    assert steps.done == 5
