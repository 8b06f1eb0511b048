"""Reading, refusing and signing papers in a real browser, as a performer and as compliance."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from consent.keeping.actions import create_key
from consent.keeping.jobs import keep
from consent.ledger.explaining.words import Signature
from consent.signing import actions
from foundation import clock
from foundation.web import settings
from tests.browser.visiting import inspect, visit
from tests.consent.signing.asked import ask_all, ask_one, shown, state


def test_a_performer_reads_answers_and_keeps_a_copy(page: Page, cast, sign_in_as):
    papers = ask_all(cast.omar)
    create_key(settings=settings())
    sign_in_as(cast.omar)
    visit(page, "/home", name="home-with-papers")
    page.get_by_role("link", name="Sign or refuse: recording and pay").click()
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="To sign").click()
    inspect(page, "papers")
    page.get_by_role("link", name="Non-generative training", exact=True).click()
    page.get_by_role("button", name="Sign this paper").click()
    inspect(page, "paper-with-errors")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("All uses stop").check()
    page.get_by_label("Your name, to sign").fill("Omar Haddad")
    page.get_by_role("button", name="Sign this paper").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What you signed: non-generative training"
    )
    keep()
    inspect(page, "paper-signed")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the document").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert state(papers[Signature.NON_GENERATIVE_TRAINING]) == "signed"


def test_refusing_is_one_click_and_says_what_it_means(page: Page, cast, sign_in_as):
    paper = ask_one(cast.omar, Signature.GENERATIVE_TRAINING)
    sign_in_as(cast.omar)
    page.goto(f"/sign/{paper}")
    page.get_by_role("button", name="Refuse this paper").click()
    expect(page.get_by_text("nothing else changes")).to_be_visible()
    assert state(paper) == "refused"
    visit(page, f"/sign/{paper}", name="paper-refused")


def test_a_replica_is_fit_for_everyone_before_and_after_its_notice(page: Page, cast, sign_in_as):
    replica = ask_one(cast.omar, Signature.REPLICA)
    sign_in_as(cast.cora)
    visit(page, "/replicas", name="replicas")
    shown(cast.omar, replica)
    sign_in_as(cast.omar)
    visit(page, f"/sign/{replica}", name="replica-waits")
    clock.move(timedelta(hours=48))
    visit(page, f"/sign/{replica}", name="replica")
    actions.refuse(replica, actor=cast.omar.actor)
    clock.move(timedelta(days=8))
    visit(page, f"/sign/{replica}", name="replica-over")
