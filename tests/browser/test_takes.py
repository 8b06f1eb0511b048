"""Two performers record a take in a real browser, one through a lost network and a closed tab."""

from playwright.sync_api import Page, expect
from sqlalchemy import select

from foundation.database import db
from marketplace.takes.models import TrackFile, TrackState
from tests.browser.visiting import inspect, visit
from tests.marketplace.takes.played import begun, met, signed_sisters, track_of

DIGEST = """async () => {
  const base = await new Promise((resolve) => {
    const asked = indexedDB.open("tracks", 1);
    asked.onsuccess = () => resolve(asked.result);
  });
  const held = await new Promise((resolve) => {
    const asked = base.transaction("chunk").objectStore("chunk").getAll();
    asked.onsuccess = () => resolve(asked.result);
  });
  const bytes = await new Blob(held.map((each) => each.bytes)).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [held.length, [...digest].map((each) => each.toString(16).padStart(2, "0")).join("")];
}"""
"""How many pieces this device keeps, and the hash of them together."""

UNTIL_FORGOTTEN = f"""async () => {{
  while ((await ({DIGEST})())[0]) await new Promise((resolve) => setTimeout(resolve, 20));
}}"""
"""What the track has is kept no longer on the device."""


def recorded(page: Page, take_id) -> None:
    page.goto(f"/takes/{take_id}")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("Recording for 2 s")).to_be_visible()


def used(page: Page) -> str:
    """The hash of what this device has of it, once all of it is there."""
    expect(page.get_by_text("All of it has arrived")).to_be_visible()
    digest = page.evaluate(DIGEST)[1]
    page.get_by_role("button", name="Use this recording").click()
    expect(page.get_by_text("Your track is here.", exact=False).first).to_be_visible()
    return f"sha256:{digest}"


def test_what_is_recorded_survives_a_lost_network_and_a_closed_tab(context, cast, sign_in_as):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    sign_in_as(cast.omar)
    first = context.new_page()
    visit(first, f"/takes/{take_id}", name="take-to-send")
    recorded(first, take_id)
    context.set_offline(True)
    expect(first.get_by_text("No network: it is kept on this device")).to_be_visible()
    kept = first.evaluate(DIGEST)[0]
    first.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto(f"/takes/{take_id}")
    expect(again.get_by_text("All of it has arrived")).to_be_visible()
    assert again.evaluate(DIGEST)[0] >= kept
    inspect(again, "take-recorded")
    hashes = {used(again)}
    expect(again.get_by_text("Nothing is expected of you", exact=False)).to_be_visible()
    again.evaluate(UNTIL_FORGOTTEN)

    sign_in_as(cast.mira)
    recorded(again, take_id)
    again.get_by_role("button", name="End the recording").click()
    hashes.add(used(again))
    assert set(db.session().scalars(select(TrackFile.sha256))) == hashes
    assert {track_of(take_id, each).state for each in (cast.omar, cast.mira)} == {
        TrackState.CHECKING
    }


def test_the_stop_word_is_said_without_a_network(context, cast, sign_in_as):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    sign_in_as(cast.omar)
    page = context.new_page()
    recorded(page, take_id)
    context.set_offline(True)
    page.get_by_role("button", name="Stop word").click()
    expect(page.get_by_text("Stopped. Step out of the part.", exact=False)).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_role("heading", name="Step out of the part")).to_be_visible()
    inspect(page, "take-stopped")
