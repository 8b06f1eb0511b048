"""A scene request typed into its pages, section by section, as a producer types it."""

from playwright.sync_api import Page, expect

TITLE = "Two sisters (AI training)"
SECTOR = "spoken assistants"
_WRITTEN = {
    "The scene": {
        "Title": TITLE,
        "Scenario": "One finds the letter that the other hid.",
        "Language": "en",
        "Accepted takes of each booking": "3",
        "Shortest take, in seconds": "5",
    },
    "Content": {"Stop word": "red", "Paid minutes for de-roling": "10"},
    "Dates": {"Bookings of each performer": "1", "Length of a booking, in minutes": "120"},
    "Pay": {
        "For an hour": "60",
        "Retakes included": "1",
        "Unpaid time to expect, in minutes": "15",
        "Paid within, in days of the work": "14",
    },
    "Usage": {"End product": "companion"},
}
ROSA = {"Name of the character": "Rosa", "Who this is": "The elder. Holds back, then does not."}
LENA = {"Name of the character": "Lena", "Who this is": "The younger. Quick to laugh."}
_DAYS = {"Apply by": "2026-03-20", "First day of recording": "2026-04-01"}
_DAYS |= {"Last day of recording": "2026-04-30"}


def fill(page: Page, section: str) -> None:
    for label, text in _WRITTEN[section].items():
        page.get_by_label(label).first.fill(text)


def go_on(page: Page, to: str) -> None:
    page.get_by_role("button", name="Save and").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(to)


def days(page: Page) -> None:
    for label, day in _DAYS.items():
        page.get_by_label(label, exact=True).fill(day)


def write(page: Page, *more: dict[str, str], sealed: bool = False) -> None:
    """From the first section to the last; `more` are parts besides Rosa."""
    fill(page, "The scene")
    go_on(page, "Parts and beats")
    _parts(page, more)
    go_on(page, "Recording")
    page.get_by_label("Audio").check()
    go_on(page, "Content")
    page.get_by_label("Moderate").check()
    fill(page, "Content")
    go_on(page, "Dates")
    days(page)
    fill(page, "Dates")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    go_on(page, "Pay")
    page.get_by_label("Currency").select_option("EUR")
    fill(page, "Pay")
    go_on(page, "Usage")
    _usage(page, "Sealed" if sealed else "Named")


def _parts(page: Page, more: tuple[dict[str, str], ...]) -> None:
    page.get_by_label("Feeling").first.select_option("anger")
    for place, part in enumerate((ROSA, *more)):
        if place:
            page.get_by_role("button", name="Save and stay here").click()
            expect(page.get_by_label("Name of the character")).to_have_count(place + 1)
        for label, text in part.items():
            page.get_by_label(label).nth(place).fill(text)


def _usage(page: Page, name: str) -> None:
    fill(page, "Usage")
    for place in (0, 1):
        page.get_by_label("Agreement").nth(place).select_option(index=1)
    for choice in (name, "A replacement is recorded", "No union agreement"):
        page.get_by_label(choice).check()
    if name == "Sealed":
        page.get_by_role("textbox", name="Your sector").fill(SECTOR)
    for question in ("May performers say that they worked on it?", "May they show it in a reel?"):
        page.get_by_role("group", name=question).get_by_label("Yes").check()
