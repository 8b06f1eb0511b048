"""Two takes from the client's first word to its own disk, and one of them back from there: a scene
is asked for and paid for, played, chosen, delivered, fetched; one recording is withdrawn, recalled,
gone, and the delivery that follows holds the other alone. Each at their own pages, the performer
on a phone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from consent.ledger.explaining.words import Signature
from foundation import clock
from foundation.database import db
from foundation.ids import new_id
from foundation.jobs import run_due
from tests.browser.market import booking, casting, paying, playing, posting
from tests.browser.market import taking_back as back
from tests.browser.market import taking_home as home
from tests.browser.market.menu import NAME, At, Home
from tests.browser.visiting import DESK, PHONE
from tests.cast import Cast, Person
from tests.consent.signing.asked import published
from tests.marketplace.gigs.posting import run, verify
from tests.marketplace.profiles.known import checked, lives_in, profile
from tests.marketplace.requests.written import covered
from tests.marketplace.takes.checking.checked import check
from tests.payouts.standing_in_for_stripe import at_stripe
from tests.payouts.told_by_stripe import Hear, hear
from wsgi import JOBS

__all__ = ["at_stripe", "hear"]

CALL = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
KOLKATA = "15:00 UTC+5:30"


@pytest.fixture
def home_of(home_of: Home, cast: Cast) -> Home:
    """Whoever performs is on a phone."""

    def arrive(person: Person) -> Page:
        page = home_of(person)
        page.set_viewport_size(PHONE if person == cast.mira else DESK)
        return page

    return arrive


def test_from_a_scene_request_to_a_delivery_without_what_was_recalled(
    page: Page, cast: Cast, at: At, home_of: Home, hear: Hear, tmp_path: Path
) -> None:
    _everybody(cast)
    _cast(cast, home_of, hear)
    call = booking.asked_for_a_time(home_of(cast.ben), "11:30 UTC+2", KOLKATA)
    booking.agreed(home_of(cast.mira), KOLKATA, "Confirmed")
    withdrawn = _played(cast, at, urlsplit(call).path, tmp_path)

    home.chosen(home_of(cast.ben), takes=2)
    home.asked_for(page)
    _built()
    reference = home.ready(page)
    home.fit(page, "delivery-story-ready")
    by_hand = home.fetched_by_hand(page, ".wav")
    home.fit(page, "delivery-story-files")
    program = home.equipped(page, tmp_path)
    for line in home.lines(page):
        status, said = program.run(line)
        assert status == 0, f"{line}: {said}"
    copies = {path: path.read_bytes() for path in (tmp_path / reference).rglob("*.wav")}
    assert len(copies) == 2
    assert by_hand in copies.values()
    expect(_reloaded(page).get_by_text("a program").first).to_be_visible()

    back.seen_who_fetched(home_of(cast.mira), withdrawn, reference)
    back.withdrawn(page)
    _do("ledger.keep")
    recalled = back.told_to_the_client(home_of(cast.ben), reference)
    back.applied(page, program, recalled)
    back.answered(page)

    back.asked_for_what_is_left(page, reference)
    _built()
    follows = home.ready(page)
    back.followed(page, program)

    back.proven(home_of(cast.vera), reference, "1 of 2 recordings may not be used", "Destroyed")
    back.proven(
        home_of(cast.vera),
        follows,
        "All of it may be used as was stated.",
        "Nothing of it was ever recalled.",
    )
    back.told_to_the_performer(home_of(cast.mira), withdrawn)


def _everybody(cast: Cast) -> None:
    """What came before: a verified, licensed client, papers to ask for, a checked performer."""
    verify(cast)
    covered(cast)
    published(Signature.RECORDING_AND_PAY)
    published(Signature.GENERATIVE_TRAINING)
    lives_in(cast.ben, "Europe/Berlin")
    lives_in(cast.mira, "Asia/Kolkata")
    profile(cast.mira, "Zephyr")
    checked(cast.mira)


def _cast(cast: Cast, home_of: Home, hear: Hear) -> None:
    """Asked for, approved, paid for, applied for, offered, signed."""
    cost = posting.asked_for(home_of(cast.ben))
    posting.approved(home_of(cast.cora), cost)
    posting.asks_for_money(home_of(cast.ada), cost)
    page = home_of(cast.ada)
    page.get_by_role("link", name="Set money aside for").click()
    paying.funded(page, hear)
    run("gigs.open")
    casting.applied(home_of(cast.mira), "Rosa", to=NAME)
    casting.offered(home_of(cast.ben), "Zephyr", first=True)
    page = home_of(cast.mira)
    page.get_by_role("link", name="Answer the offer for").click()
    casting.say_where_letters_go(page, "Say your postal address")
    casting.signed(home_of(cast.mira))
    casting.allowed_training(home_of(cast.mira))


def _played(cast: Cast, at: At, call: str, folder: Path) -> str:
    """Two takes, accepted. Gives what the first one's recording is called on its card."""
    clock.hold(CALL - timedelta(minutes=5))
    for person in (cast.mira, cast.ben):
        at(person, call).get_by_role("button", name="Check in").click()
    clock.hold(CALL)
    for loud in (0.1, 0.13):
        take = playing.begun(at(cast.mira, f"{call}/takes"))
        playing.sent(at(cast.mira, take), folder, loud)
        check()
        playing.judged(at(cast.ben, take.replace("takes", "judging")), "Accept it")
    first, second = sorted(at(cast.mira, "/rights").locator("main h2 a").all_inner_texts())
    assert (", take 1 of " in first, ", take 2 of " in second) == (True, True)
    return first


def _built() -> None:
    """By what works behind the pages: what is inside is proven, then built and handed over."""
    clock.move(timedelta(minutes=1))
    _do("ledger.keep", "deliveries.build")


def _reloaded(page: Page) -> Page:
    page.reload()
    return page


def _do(*names: str) -> None:
    for name in names:
        db.session.rollback()
        wanted = [job for job in JOBS if job.name == name]
        assert run_due(wanted, new_id(), even_if_not_due=True) == 1, name
    db.session.rollback()
