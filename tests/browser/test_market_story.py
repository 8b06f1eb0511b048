"""One scene from the client's first word to the call sheet, as each of them sees it."""

from datetime import timedelta
from uuid import UUID

from playwright.sync_api import Page
from sqlalchemy import select

from consent.ledger.explaining.words import Signature
from consent.minimums.actions import set_minimums
from consent.minimums.wishes import Minimums
from foundation import clock
from foundation.database import db
from marketplace.requests.models import SceneRequest
from tests.browser import effort
from tests.browser.market import booking, casting, posting
from tests.browser.market.menu import NAME, Home
from tests.browser.requesting import LENA
from tests.browser.visiting import inspect
from tests.cast import Cast, Person
from tests.consent.signing.asked import published
from tests.marketplace.casting.scene import crowd
from tests.marketplace.gigs.posting import fund, run, verify
from tests.marketplace.profiles.known import checked, lives_in, profile
from tests.marketplace.requests.written import covered


def test_from_a_request_to_a_call_sheet_over_three_zones(page: Page, app, cast, home_of: Home):
    third, avoiding = _everybody(cast)
    effort.count(page.context)
    cost = posting.asked_for(home_of(cast.ben), LENA, sealed=True)
    posting.approved(home_of(cast.cora), cost)
    posting.asks_for_money(home_of(cast.ada), cost)
    fund(requested())
    run("gigs.open")
    posting.sealed_to_strangers(page)
    inspect(page, "market-gig-of-a-sealed-client")
    posting.warned(home_of(avoiding))
    casting.applied(home_of(cast.omar), "Rosa", tape=True)
    casting.applied(home_of(third), "Rosa")
    casting.applied(home_of(cast.mira), "Lena")
    board = casting.known_by_stage_names(home_of(cast.ben))
    casting.offered(home_of(cast.ben), "Player 0", first=True)
    casting.declined(home_of(third))
    inspect(page, "market-offer-declined")
    casting.offered(home_of(cast.ben), "Nomad")
    casting.offered(home_of(cast.ben), "Zephyr")
    casting.told_in_confidence(home_of(cast.omar))
    inspect(page, "market-paper-of-a-sealed-client")
    casting.told_in_confidence(home_of(cast.mira))
    casting.named_on_the_gig(page)
    clock.move(timedelta(hours=25))
    casting.signed(home_of(cast.omar))
    casting.refused_what_is_optional(home_of(cast.omar))
    casting.signed(home_of(cast.mira))
    call = booking.asked_for_a_time(
        home_of(cast.ben), booking.BERLIN, booking.NEW_YORK, booking.KOLKATA
    )
    inspect(page, "market-booking-asked-for")
    booking.agreed(home_of(cast.omar), booking.NEW_YORK, "To be confirmed")
    booking.agreed(home_of(cast.mira), booking.KOLKATA, "Confirmed")
    booking.read_by_calendars(home_of(cast.omar), app)
    booking.called(home_of(cast.mira))
    inspect(page, "market-call-sheet")
    for stranger, path in ((cast.rolf, board), (cast.rolf, call), (third, call)):
        _does_not_exist(home_of(stranger), path)


def requested() -> UUID:
    db.session.rollback()
    return db.session().scalars(select(SceneRequest.id)).one()


def _everybody(cast: Cast) -> tuple[Person, Person]:
    """What came before: a verified, licensed client, papers to ask for, performers who were
    checked. A third who applies, and one who wants nothing of Northlab."""
    verify(cast)
    covered(cast)
    published(Signature.RECORDING_AND_PAY)
    published(Signature.GENERATIVE_TRAINING)
    lives_in(cast.ben, "Europe/Berlin")
    for person, name, zone in (
        (cast.omar, "Nomad", "America/New_York"),
        (cast.mira, "Zephyr", "Asia/Kolkata"),
    ):
        profile(person, name)
        checked(person)
        lives_in(person, zone)
    third, avoiding = crowd(2)
    set_minimums(Minimums(avoided=(NAME,)), 0, actor=avoiding.actor)
    return third, avoiding


def _does_not_exist(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 404
