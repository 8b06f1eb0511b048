"""Cases, home, audit, operations and leaving, in a real browser, by everybody who uses them."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from foundation import clock
from foundation.cases.desk import actions as desk
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.jobs.worker import say_alive
from foundation.operations.jobs import JOBS
from tests.browser.visiting import inspect, visit
from tests.foundation.cases.asking import ask, version_of

LONG = "I played 40 minutes on Tuesday.\n\nThe statement says 30. Which of the two is right?"


def busy_desk(cast):
    late = ask(cast.omar, "My statement of February is 10 minutes short", LONG)
    desk.take_case(late, actor=cast.remy.actor)
    desk.add_note(late, version_of(late), "The log says 40 as well.", actor=cast.fay.actor)
    clock.move(timedelta(days=2, hours=3))
    ask(cast.mira, "Who may hear my self-tape?", "I would like to know.")
    return late


def test_asking_from_a_page_and_reading_the_answer(page: Page, cast, sign_in_as):
    sign_in_as(cast.omar)
    page.goto("/notices")
    page.get_by_role("link", name="Get help with this page").click()
    expect(page.get_by_label("The page it is about")).to_have_value("/notices")
    page.get_by_role("button", name="Send").click()
    inspect(page, "case-refused")
    page.get_by_label("Question").check()
    page.get_by_label("In a few words").fill("Where is my pay?")
    page.get_by_label("What happened").fill(LONG)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Where is my pay?")).to_be_visible()
    inspect(page, "case-of-a-person")
    visit(page, "/cases", name="cases")


def test_the_pages_of_asking_are_fit_for_everyone(page: Page, cast, sign_in_as):
    visit(page, "/cases/new?about=/", name="case-visitor")
    sign_in_as(cast.omar)
    visit(page, "/cases", name="cases-empty")
    visit(page, "/cases/new?about=/notices", name="case-new")


def test_the_desk_is_fit_for_everyone(page: Page, cast, sign_in_as):
    late = busy_desk(cast)
    sign_in_as(cast.remy)
    visit(page, "/desk", name="desk")
    visit(page, f"/cases/{late}", name="case-at-the-desk")
    visit(page, "/desk?which=closed", name="desk-empty")


def test_one_text_and_a_button_for_what_it_becomes(page: Page, cast, sign_in_as):
    case_id = ask(cast.omar, "Where is my pay?")
    sign_in_as(cast.remy)
    page.goto(f"/cases/{case_id}")
    page.get_by_label("Your words").fill("Which month do you mean?")
    page.get_by_role("button", name="Ask back and wait").click()
    expect(page.get_by_text("Waiting for the person who asked")).to_be_visible()


def test_home_is_fit_for_everyone(page: Page, cast, sign_in_as):
    sign_in_as(cast.otto)
    visit(page, "/home", name="home-empty")
    late = busy_desk(cast)
    desk.hand_over(late, cast.admin.id, actor=cast.remy.actor)
    sign_in_as(cast.admin)
    visit(page, "/home", name="home-busy")


def test_the_pages_of_oversight_are_fit_for_everyone(page: Page, cast, sign_in_as):
    busy_desk(cast)
    run_due(JOBS, new_id())
    say_alive(new_id())
    sign_in_as(cast.admin)
    visit(page, "/operations", name="operations")
    visit(page, "/operations/jobs/jobs.prune", name="job")
    visit(page, "/audit", name="audit")
    visit(page, "/audit?person=Zebedee", name="audit-empty")
    visit(page, "/audit?subject=1", name="audit-refused", status=422)


def test_leaving_is_fit_for_everyone(page: Page, cast, sign_in_as):
    sign_in_as(cast.omar)
    visit(page, "/account/data", name="own-data")
    visit(page, "/account/close", name="closing")
    page.get_by_label("Type").fill("close my account")
    page.get_by_role("button", name="Close my account").click()
    expect(page.get_by_text("Your account is closed.")).to_be_visible()
    sign_in_as(cast.admin)
    visit(page, "/account/close", name="closing-blocked")
