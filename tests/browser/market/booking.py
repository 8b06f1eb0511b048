"""The story's third part: one time on three clocks, in a calendar, on the call sheet."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flask import Flask
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.market.menu import go
from tests.browser.requesting import TITLE

CALL = datetime(2026, 4, 1, 13, 0, tzinfo=UTC)
BERLIN, NEW_YORK, KOLKATA = "15:00 UTC+2", "09:00 UTC-4", "18:30 UTC+5:30"
ROOM = "https://meet.example/sisters"


def asked_for_a_time(page: Page, by_ours: str, *clocks: str) -> str:
    """On all of their clocks. Gives the booking's address."""
    go(page, "Bookings")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Find a time").click()
    call = page.get_by_label(by_ours).first
    for there in clocks:
        expect(page.locator("label", has_text=by_ours).first).to_contain_text(there)
    call.check()
    page.get_by_label("Room").fill(ROOM)
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_text("They are asked.")).to_be_visible()
    return page.url


def agreed(page: Page, clock_there: str, then: str) -> None:
    page.get_by_role("link", name="Can you be there").click()
    expect(page.locator("#answer + p")).to_contain_text(clock_there)
    page.get_by_role("button", name="Yes, I will be there").click()
    expect(page.get_by_text("You said yes.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text(then)


def read_by_calendars(page: Page, app: Flask) -> None:
    """By a program that cannot sign in."""
    go(page, "Bookings")
    page.get_by_role("link", name="Put them in your calendar").click()
    page.get_by_role("button", name="Make an address").click()
    path = urlsplit(page.locator("#calendar-address").inner_text()).path
    said = app.test_client().get(path).get_data(as_text=True)
    (event,) = Calendar.from_ical(said).walk("VEVENT")
    assert (event.start, event.end) == (CALL, CALL + timedelta(hours=2))
    assert (str(event["STATUS"]), str(event["LOCATION"])) == ("CONFIRMED", ROOM)
    assert "Zephyr" not in said


def called(page: Page) -> None:
    go(page, "Bookings")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Call sheet").click()
    for said in (KOLKATA, NEW_YORK, "Nomad", "Zephyr", "The younger. Quick to laugh.", "red"):
        expect(page.locator("main")).to_contain_text(said)
    expect(page.get_by_role("link", name="Open the room")).to_have_attribute("href", ROOM)
    sheet = page.get_by_role("link", name="As a document (PDF)").get_attribute("href")
    assert page.request.get(str(sheet)).body().startswith(b"%PDF-")
