"""One evening's pay from the client's card to a performer's bank, back from there, and there again:
each at their own pages and at Stripe's."""

import re
from collections import Counter
from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from foundation import clock
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.notices.models import Notice
from payouts.journal.chart import Account, Kind, platform
from payouts.payees import reading
from payouts.payees.models import Payee
from payouts.webhooks.models import FoundBy, StripeEvent
from tests.browser.market import paying
from tests.browser.market.menu import At
from tests.browser.visiting import PHONE, inspect
from tests.cast import Cast, Person
from tests.consent.licences.licensed import licensed
from tests.marketplace.bookings.booked import CALL, cast_in, confirmed
from tests.marketplace.gigs.posting import gigs, verify
from tests.marketplace.market import approved
from tests.marketplace.takes.played import signed
from tests.payouts.earnings.earned import earned
from tests.payouts.pay_runs.earned import kept, over
from tests.payouts.sandbox.standing_in import Visitor
from tests.payouts.standing_in_for_stripe import at_stripe
from tests.payouts.told_by_stripe import Hear, hear
from wsgi import JOBS

__all__ = ["at_stripe", "hear"]

FIRST_BANK, NEXT_BANK = "000111111116", "000123456789"
PAY, HELD = "€155.00", "€31.08"
"""Two hours at 60.00, ten minutes to step out of the part, tech check and briefing; and a take."""
WORDS = "The client counts one take less than you. We ask both."
UNTIL = date(2026, 5, 4)


def test_from_a_card_to_the_bank_and_back_and_there_again(
    page: Page,
    cast: Cast,
    at: At,
    at_stripe: Visitor,
    hear: Hear,
) -> None:
    order = approved(cast.ben, cast.cora)
    licensed(cast.ada)
    verify(cast)
    _do("gigs.open")
    assert not gigs(), "unfunded is not open"
    paying.funded(at(cast.ada, f"/budgets/{order}"), hear)
    _do("gigs.open")
    (gig,) = gigs()

    _worked(cast, at, f"/bookings/{confirmed(cast, signed(cast, cast_in(cast, gig.id)))}")
    waits = earned(cast.omar.id, 3_108, order_id=order, pay_by=date(2026, 5, 20))[0]
    _held(at(cast.fay, f"/finance/earnings/{waits}"))
    _can_be_paid(cast.mira, at_stripe.account(country="DE"))

    hear()  # What is still being told would be refused as too old once the clock has moved.
    over()
    _do("pay_runs.plan")
    _previewed(at(cast.fay, "/finance/runs"))
    _approved(page, "P-2026-00001")
    _read_why_nothing_came(at(cast.omar, "/notices"))
    _onboarded(page)

    _paid_now(at(cast.fay, "/finance/runs"), "P-2026-00002")
    account = f"{at_stripe.address}/account/{_account_of(cast.omar)}"
    _at_the_bank(page, account, "Let it arrive", hear)
    expect(_row(at(cast.omar, "/payouts"), PAY)).to_contain_text("Paid")

    _at_the_bank(page, account, "Let the bank send it back", hear)
    _do("transfers.send")
    _read_what_came_back(at(cast.omar, "/notices"))
    _chose_another_bank(page)
    clock.move(timedelta(hours=48))

    _paid_now(at(cast.fay, "/finance/runs"), "P-2026-00003")
    _at_the_bank(page, account, "Let it arrive", hear)
    _read_on_a_phone(at, cast)

    db.session.rollback()
    assert set(db.session().scalars(select(StripeEvent.found_by))) == {FoundBy.TOLD}
    assert _mails(cast.omar) == {
        "statement.ready": 3,  # One for each run: it waits, it is on its way, once more.
        "payout.paid": 2,
        "payout.returned": 1,
        "payee.ready": 2,
        "payee.method_changed": 1,
    }
    assert kept(Account(Kind.PERFORMER_PAYABLE, cast.omar.id, "EUR")) == (0, 0)
    assert kept(Account(Kind.PERFORMER_HELD, cast.omar.id, "EUR")) == (3_108, 0)
    assert kept(platform(Kind.STRIPE_AVAILABLE, "EUR"))[0] == at_stripe.available(currency="eur")


def _worked(cast: Cast, at: At, booking: str) -> None:
    clock.hold(CALL - timedelta(minutes=5))
    for person in (cast.omar, cast.mira, cast.ben):
        at(person, booking).get_by_role("button", name="Check in").click()
    clock.hold(CALL)
    at(cast.omar, f"{booking}/hours").get_by_role("button", name="Work begins").click()
    clock.hold(CALL + timedelta(minutes=90))
    page = at(cast.omar, f"{booking}/hours")
    page.get_by_role("button", name="End", exact=True).click()
    _do("bookings.attend")
    at(cast.ben, f"{booking}/hours")
    for _ in range(2):
        page.get_by_role("button", name="Approve all that is open").first.click()
        expect(page.get_by_text("Approved. The performer is told.")).to_be_visible()
    _do("funding.read_again", "earnings.collect")


def _held(page: Page) -> None:
    page.get_by_label("the amount may be miscounted").check()
    page.get_by_label("Last day").fill(str(UNTIL))
    page.get_by_label("Why, in words that the performer reads").fill(WORDS)
    page.get_by_role("button", name="Hold it").click()
    expect(page.get_by_text("It waits now, and the performer is told.")).to_be_visible()


def _can_be_paid(person: Person, account: str) -> None:
    """As it stands here after an earlier visit to Stripe."""
    with transaction() as session:
        session.add(Payee(performer_id=person.id, country="DE", stripe_account=account))
    assert reading.read_own(actor=person.actor) == "ready"


def _previewed(page: Page) -> None:
    page.get_by_role("link", name="P-2026-00001").click()
    omars = page.get_by_role("table", name="Skipped earnings").get_by_role("row")
    expect(omars.filter(has_text="No payout account yet").first).to_contain_text("Omar")
    expect(omars.filter(has_text=HELD)).to_contain_text("Held")
    page.get_by_role("table", name="Payouts").get_by_role("link", name="Mira").click()
    expect(page.get_by_role("table", name="Lines")).to_contain_text("90 min at €60.00")
    expect(page.get_by_role("table", name="Lines")).to_contain_text("Ben")
    page.go_back()


def _approved(page: Page, number: str) -> None:
    page.get_by_role("button", name=f"Approve {number}").click()
    expect(page.get_by_text("Approved and frozen.")).to_be_visible()
    _do("transfers.send", "statements.send")


def _paid_now(page: Page, number: str) -> None:
    page.get_by_label("Why now").fill("Omar can be paid now.")
    page.get_by_role("button", name="Plan a run").click()
    expect(_row(page, "Omar", "Payouts")).to_contain_text(PAY)
    _approved(page, number)


def _at_the_bank(page: Page, account: str, what: str, hear: Hear) -> None:
    """What banks do is done at the stand-in's own page about this account."""
    page.goto(account)
    page.get_by_role("button", name=what).click()
    hear()


def _read_why_nothing_came(page: Page) -> None:
    _opened(page, "Statement P-2026-00001 says why")
    expect(page.get_by_text("No payout account yet").first).to_be_visible()


def _onboarded(page: Page) -> None:
    page.goto("/payouts/account")
    expect(page.get_by_text("You have not said yet where your pay should go.")).to_be_visible()
    page.get_by_label("Where you live").select_option("DE")
    page.get_by_role("button", name="Go on to Stripe").click()
    _told_stripe(page, FIRST_BANK, "Leave half done")
    needed = page.locator("section", has=page.get_by_role("heading", name="What Stripe needs"))
    expect(needed).to_contain_text("The bank account or card that you want to be paid to")
    inspect(page, "money-story-what-stripe-needs")
    needed.get_by_role("button", name="Go on at Stripe").click()
    _told_stripe(page, FIRST_BANK, "Complete")
    expect(page.get_by_text("You can be paid.")).to_be_visible()


def _told_stripe(page: Page, bank: str, ending: str) -> None:
    page.get_by_role("link", name="Go on to Stripe").click()
    expect(page.get_by_role("heading", name="Get paid")).to_be_visible()
    page.get_by_label("Name").fill("Omar Example")
    page.get_by_label("Bank account").select_option(bank)
    page.get_by_role("button", name=ending).click()
    expect(page.get_by_role("heading", name="Getting paid")).to_be_visible()


def _read_what_came_back(page: Page) -> None:
    _opened(page, f"{PAY} came back. Your bank knows no account")
    said = page.locator("main .notice", has_text="The money stays yours")
    expect(said).to_contain_text("Your bank knows no account")
    inspect(page, "money-story-came-back")
    said.get_by_role("link").click()


def _chose_another_bank(page: Page) -> None:
    expect(page.get_by_text("Choose another bank account or card.").first).to_be_visible()
    inspect(page, "money-story-another-bank")
    page.get_by_role("button", name=re.compile("^Change")).click()
    _told_stripe(page, NEXT_BANK, "Complete")
    expect(page.get_by_text("was changed, so new payouts wait")).to_be_visible()


def _read_on_a_phone(at: At, cast: Cast) -> None:
    """Why is this 31.08 on hold? Who decided that, why, and until when stands on the page."""
    at(cast.omar, "/notices").set_viewport_size(PHONE)
    page = at(cast.omar, "/notices")
    _opened(page, f"{PAY} are at your bank")
    expect(page.get_by_role("heading", name=PAY)).to_be_visible()
    expect(page.get_by_text(re.compile("^Paid on "))).to_be_visible()
    why = _row(page, HELD, "What waits")
    expect(why).to_contain_text("Held until 4 May 2026 by Fay, because the amount may be")
    expect(why).to_contain_text(WORDS)
    inspect(page, "money-story-statement")


def _opened(page: Page, said: str) -> None:
    """The newest notice that says this."""
    page.get_by_role("button", name=re.compile(rf"^(?!Mark).*{re.escape(said)}")).first.click()


def _row(page: Page, text: str, table: str = "") -> Locator:
    within = page.get_by_role("table", name=table) if table else page
    return within.get_by_role("row").filter(has_text=text)


def _mails(person: Person) -> dict[str, int]:
    """What was told about their pay, which each is a mail too, and how often."""
    db.session.rollback()
    of = select(Notice.kind).where(Notice.account_id == person.id)
    about = ("payee.", "payout.", "statement.")
    return Counter(kind for kind in db.session().scalars(of) if kind.startswith(about))


def _account_of(person: Person) -> str:
    db.session.rollback()
    return str(db.session().get_one(Payee, person.id).stripe_account)


def _do(*names: str) -> None:
    """Jobs, by their names, in that order."""
    for name in names:
        wanted = [job for job in JOBS if job.name == name]
        assert run_due(wanted, new_id(), even_if_not_due=True) == 1
        db.session.rollback()
