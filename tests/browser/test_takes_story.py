"""One evening of two performers from the check-in to the last cent, each at their own pages: a
track is mended, a take is played again, a rejection is overturned, hours are approved."""

from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from foundation.clock import hold
from tests.browser.market import playing
from tests.browser.visiting import inspect
from tests.marketplace.bookings.booked import CALL, confirmed
from tests.marketplace.hours.worked import run
from tests.marketplace.market import content
from tests.marketplace.takes.checking.checked import SHORT, check
from tests.marketplace.takes.played import signed_sisters

TOO_QUIET = 0.0004
EARNED = (
    9000  # An hour and a half at 60.00,
    + 3000  # filled up to two hours,
    + 1000  # ten minutes to step out of the part,
    + 1000
    + 1500  # tech check and briefing,
    + 2 * 1500  # two takes that are accepted: the retake was included,
    + 30000  # and one use that each agreed to.
)


def test_an_evening_of_two_performers_is_paid_to_the_cent(cast, at, tmp_path):
    booking = f"/bookings/{confirmed(cast, signed_sisters(cast, said=content(brief=SHORT)))}"
    hold(CALL - timedelta(minutes=5))
    for person in (cast.omar, cast.mira, cast.ben):
        at(person, booking).get_by_role("button", name="Check in").click()
    hold(CALL)
    at(cast.omar, f"{booking}/hours").get_by_role("button", name="Work begins").click()

    first = playing.begun(at(cast.omar, f"{booking}/takes"))
    playing.sent(at(cast.omar, first), tmp_path, 0.1)
    playing.sent(at(cast.mira, first), tmp_path, TOO_QUIET)
    check()
    expect(at(cast.mira, first).get_by_text("To be mended", exact=True)).to_be_visible()
    playing.sent(at(cast.mira, first), tmp_path, 0.11)
    check()
    playing.judged(at(cast.ben, first.replace("takes", "judging")), "Ask for a retake", "Slower.")
    again = playing.begun(at(cast.omar, f"{booking}/takes"))
    _played(at, cast, again, tmp_path, 0.12)
    playing.judged(at(cast.ben, again.replace("takes", "judging")), "Accept it")

    third = playing.begun(at(cast.mira, f"{booking}/takes"))
    _played(at, cast, third, tmp_path, 0.14)
    playing.judged(at(cast.ben, third.replace("takes", "judging")), "Reject it", "It hums.")
    page = at(cast.mira, f"{third}/judgement")
    page.get_by_label("Why").fill("That is the room that you asked for.")
    page.get_by_role("button", name="Appeal").click()
    _overturned(at(cast.remy, f"{third}/judgement"))

    inspect(at(cast.omar, f"{booking}/worth"), "day-worth-so-far")
    hold(CALL + timedelta(minutes=90))
    at(cast.omar, f"{booking}/hours").get_by_role("button", name="End", exact=True).click()
    run("bookings.attend")
    _approved(at(cast.ben, f"{booking}/hours"))
    for person in (cast.omar, cast.mira):
        page = at(person, f"{booking}/worth")
        expect(page.get_by_text("Nothing more is expected of this day.")).to_be_visible()
        expect(page.get_by_text(_euros(EARNED)).first).to_be_visible()
        page.get_by_role("link", name="All earnings so far").click()
        expect(page.get_by_text(_euros(EARNED)).first).to_be_visible()
    inspect(page, "earnings-so-far")


def _euros(amount_minor: int) -> str:
    return f"€{amount_minor / 100:.2f}"


def _played(at, cast, take: str, folder: Path, loud: float) -> None:
    playing.sent(at(cast.omar, take), folder, loud)
    playing.sent(at(cast.mira, take), folder, loud + 0.01)
    check()


def _overturned(page: Page) -> None:
    page.get_by_label("is overturned").check()
    page.get_by_label("Why").fill("The brief asks for that room.")
    page.get_by_role("button", name="Answer it").click()
    expect(page.get_by_text("The rejection was overturned.")).to_be_visible()


def _approved(page: Page) -> None:
    """Each of the two, all that is open."""
    for _ in range(2):
        page.get_by_role("button", name="Approve all that is open").first.click()
        expect(page.get_by_text("Approved. The performer is told.")).to_be_visible()
    inspect(page, "hours-approved")
