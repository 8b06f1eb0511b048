"""From a self-tape of Chromium's own camera to a signed part, in a real browser."""

from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from foundation import clock
from marketplace.casting.applying import submit_application
from marketplace.casting.demo_tapes import tape_of
from marketplace.casting.jobs import escalate
from marketplace.casting.models import ApplicationState
from marketplace.casting.tapes import attach_tape
from tests.browser.visiting import inspect, visit
from tests.marketplace.casting.running import run
from tests.marketplace.casting.scene import (
    ADDRESS,
    application,
    applied,
    drafted,
    offered,
    opened,
    paper_of,
    sign,
)

_TAPES = "[...document.querySelectorAll('main audio, main video')]"
PLAYED = """each => new Promise((heard, not) => {
  each.ontimeupdate = () => each.currentTime > 0.2 && heard();
  each.onerror = not;
  each.play().catch(not);
})"""
"""Comes back once some of it was really played."""


def test_a_performer_records_a_self_tape_and_it_is_watched(page: Page, cast, sign_in_as):
    gig = opened(cast)
    sign_in_as(cast.omar)
    visit(page, "/applications", name="applications-empty")
    visit(page, f"/gigs/{gig}/apply", name="apply")
    page.get_by_label("Rosa").check()
    page.get_by_label("A few words to the client").fill("I have a sister.")
    page.get_by_label("First choice").fill("2026-04-02T10:00")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("Recording for 1 s")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    inspect(page, "apply-recorded")
    page.get_by_role("button", name="Use this take").click()
    expect(page.get_by_text("Sent. It is attached")).to_be_visible()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Submitted. An answer is owed to you.")).to_be_visible()
    expect(page.get_by_text("Nobody yet.")).to_be_visible()
    inspect(page, "application-submitted")
    shown = page.url
    sign_in_as(cast.ben)
    visit(page, "/casting", name="boards")
    visit(page, f"/casting/{gig}", name="board")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Play their self-tapes").click()
    page.locator("audio").evaluate(PLAYED)
    inspect(page, "sitting")
    sign_in_as(cast.omar)
    page.goto(shown)
    expect(page.get_by_text("the client", exact=False).first).to_be_visible()
    inspect(page, "application-watched")


def test_bad_input_keeps_what_was_typed_and_says_so_at_the_field(page: Page, cast, sign_in_as):
    gig = opened(cast)
    sign_in_as(cast.omar)
    page.goto(f"/gigs/{gig}/apply")
    page.get_by_label("Rosa").check()
    page.get_by_label("A few words to the client").fill("A tape that is none.")
    tape = {"name": "tape.mp4", "mimeType": "video/mp4", "buffer": b"<html>"}
    page.get_by_label("Sound or video").set_input_files([tape])
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_label("A few words to the client")).to_have_value("A tape that is none.")
    expect(page.locator("#error-tape")).to_contain_text("says it is video/mp4, but it is not")
    inspect(page, "apply-with-errors")


def test_an_offer_is_made_answered_with_other_terms_and_signed(page: Page, cast, sign_in_as):
    gig = opened(cast, more=500_000)
    made = applied(gig, cast.omar)
    applied(gig, cast.mira)
    sign_in_as(cast.ben)
    visit(page, f"/casting/applications/{made}", name="applicant")
    page.get_by_label("Stars").fill("4")
    page.get_by_label("Tags").fill("warm, low voice")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_label("A note").fill("Good beside Mira.")
    page.get_by_label("About the two together with").select_option(label="Mira")
    page.get_by_role("button", name="Keep the note").click()
    page.get_by_role("link", name="Make an offer").click()
    page.get_by_label("For an hour").fill("50")
    page.get_by_role("button", name="Make the offer").click()
    inspect(page, "offer-with-errors")
    page.get_by_label("For an hour").fill("60")
    page.get_by_role("button", name="Make the offer").click()
    inspect(page, "applicant-offered")
    sign_in_as(cast.omar)
    visit(page, "/applications", name="applications")
    visit(page, f"/applications/{made}", name="application-offered")
    page.get_by_role("link", name="Propose other terms").click()
    inspect(page, "other-terms")
    page.get_by_label("For an hour").fill("70")
    page.get_by_role("button", name="Send these terms").click()
    inspect(page, "application-countered")
    sign_in_as(cast.ben)
    visit(page, f"/casting/applications/{made}", name="applicant-countered")
    page.get_by_role("link", name="Answer with an offer").click()
    page.get_by_role("button", name="Make the offer").click()
    sign_in_as(cast.omar)
    page.goto(f"/applications/{made}")
    page.get_by_role("link", name="Say your postal address").click()
    page.get_by_role("button", name="Keep it").click()
    inspect(page, "address-with-errors")
    page.get_by_label("Postal address").fill(ADDRESS)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_label("Your name, to sign").fill("Omar Haddad")
    page.get_by_role("button", name="Sign this paper").click()
    visit(page, f"/applications/{made}", name="application-engaged")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the contract").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    assert application(made).state is ApplicationState.ENGAGED


def test_one_key_plays_all_self_tapes_from_the_same_place(page: Page, cast, sign_in_as):
    gig = opened(cast)
    for person, hertz in ((cast.omar, 196), (cast.mira, 262)):
        made = drafted(gig, person)
        attach_tape(made, tape_of(hertz), actor=person.actor)
        submit_application(made, actor=person.actor)
    sign_in_as(cast.ben)
    page.goto(f"/casting/{gig}")
    for each in page.get_by_role("checkbox").all():
        each.check()
    page.get_by_role("button", name="Play their self-tapes side by side").click()
    inspect(page, "sitting-of-two")
    page.locator("body").press("Space")
    page.wait_for_function(f"() => {_TAPES}.every((tape) => tape.currentTime > 0.2)")
    page.locator("body").press("Space")
    assert page.evaluate(f"{_TAPES}.every((tape) => tape.paused)")
    first, second = page.evaluate(f"{_TAPES}.map((tape) => tape.currentTime)")
    assert abs(first - second) < 0.25
    page.locator("body").press("2")
    assert page.evaluate(f"{_TAPES}.map((tape) => tape.muted)") == [True, False]


def test_many_are_answered_at_once_and_put_back(page: Page, cast, sign_in_as):
    gig = opened(cast)
    made = [applied(gig, each) for each in (cast.omar, cast.mira)]
    sign_in_as(cast.cleo)
    page.goto(f"/casting/{gig}")
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_text("Tick whom you mean first.")).to_be_visible()
    for each in page.get_by_role("checkbox").all():
        each.check()
    page.get_by_role("button", name="Shortlist").click()
    inspect(page, "board-moved")
    assert application(made[0]).state is ApplicationState.SHORTLISTED
    page.get_by_role("button", name="Undo the last move").click()
    assert application(made[1]).state is ApplicationState.SUBMITTED


def test_the_second_to_sign_is_told_that_the_part_is_filled(page: Page, cast, sign_in_as):
    gig = opened(cast, more=500_000)
    late = offered(gig, cast.omar, cast.ben)
    first = offered(gig, cast.mira, cast.ben)
    sign_in_as(cast.omar)
    page.goto(f"/sign/{paper_of(late)}")
    sign(first, cast.mira)
    page.get_by_label("Your name, to sign").fill("Omar Haddad")
    page.get_by_role("button", name="Sign this paper").click()
    expect(page.get_by_text("this part has no seat left")).to_be_visible()
    inspect(page, "part-filled")


def test_compliance_sees_whose_answer_is_late(page: Page, cast, sign_in_as):
    gig = opened(cast)
    sign_in_as(cast.cora)
    visit(page, "/casting/late", name="late-none")
    applied(gig, cast.omar)
    clock.move(timedelta(days=26))
    run(escalate)
    sign_in_as(cast.cora)
    visit(page, "/casting/late", name="late")
    expect(page.get_by_role("row", name="Omar")).to_be_visible()
