"""Renewals and using again with something on their pages: who pays for it, and who is asked."""

from uuid import UUID

from playwright.sync_api import Page, expect

from consent.rights.jobs import offer_renewals
from marketplace.renewals import jobs
from tests.browser.market.menu import At, go_aside
from tests.browser.visiting import look_at
from tests.cast import Cast
from tests.marketplace.renewals import ending
from tests.marketplace.reuse.wanted import a_paper, accepted, asked_all, number_of, wanted


def fit(page: Page, name: str) -> None:
    assert not look_at(page, name)


def test_what_ends_soon_is_renewed(cast: Cast, at: At) -> None:
    ending.ends_soon(cast.omar.id, count=2)
    page = at(cast.ada, "/home")
    go_aside(page, "Renewals")
    expect(page.get_by_label("Omar")).to_be_checked()
    fit(page, "renewals-ending")
    page.get_by_role("button", name="Ask to renew these").click()
    expect(page.get_by_text("Not paid for yet").first).to_be_visible()
    fit(page, "renewal-to-pay")
    ending.fund(UUID(page.url.rsplit("/", 1)[1]))
    ending.run(jobs.promise)
    ending.run(offer_renewals)
    page = at(cast.omar, "/rights")
    asked = page.get_by_role("heading", name="Your consent for 2 recordings ends")
    expect(asked).to_be_visible()
    fit(page, "renewal-offered")
    page.get_by_role("button", name="Renew until").click()
    expect(asked).to_have_count(0)
    ending.run(jobs.follow)
    page = at(cast.ada, "/renewals")
    renewed = page.get_by_role("table", name="Asked for").get_by_role("row").last
    expect(renewed).to_contain_text("RN-")
    fit(page, "renewals-asked-for")


def test_what_was_recorded_is_used_again(cast: Cast, at: At) -> None:
    take = accepted(cast)
    wanted(cast, take, version_id=(paper := a_paper()))
    page = at(cast.rolf, "/home")
    go_aside(page, "Using again")
    expect(page.get_by_role("table", name="Asked for")).to_contain_text("RU-")
    fit(page, "reuse-asked-for")
    page.get_by_label("Number of the work").fill(number_of(take))
    page.get_by_label("Paper that performers would sign").select_option(str(paper))
    page.get_by_role("button", name="Show the price").click()
    expect(page.get_by_role("table", name="Performer by performer")).to_contain_text("€")
    fit(page, "reuse-price")
    page.goto("/reuse")
    page.get_by_role("table", name="Asked for").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("RU-")
    fit(page, "reuse-order")
    asked_all(UUID(page.url.rsplit("/", 1)[1]))
    page = at(cast.mira, "/home")
    page.get_by_role("link", name="Sign or refuse: non-generative training").click()
    expect(page.get_by_text("Testing how well a dialogue model listens.")).to_be_visible()
    fit(page, "reuse-paper")
