"""What only a browser can show of profiles: the equipment check, and a reel that really plays."""

from playwright.sync_api import Page, expect

from foundation.database import db
from marketplace.profiles.equipment.queries import newest_check
from marketplace.profiles.reels.jobs import look_at_reels
from tests.access.performers import findable
from tests.browser.test_casting import PLAYED
from tests.browser.visiting import inspect, visit
from tests.marketplace.casting.running import run
from tests.marketplace.profiles.films import film


def test_the_equipment_check_measures_and_keeps_figures(page: Page, cast, sign_in_as):
    findable(cast.omar)
    sign_in_as(cast.omar)
    visit(page, "/profile/equipment", name="equipment")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Measured.")).to_be_visible(timeout=20_000)
    inspect(page, "equipment-measured")
    page.get_by_role("button", name="Keep these figures").click()
    expect(page.get_by_text("Choose one.").first).to_be_visible()
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Keep these figures").click()
    expect(page.get_by_text("Kept. Those who may see")).to_be_visible()
    inspect(page, "equipment-kept")
    found = newest_check(db.session(), cast.omar.id).found
    assert found.sample_rate_hz >= 44_100
    assert found.height
    assert found.level_db > found.noise_db
    sign_in_as(cast.cleo)
    visit(page, f"/performers/{cast.omar.id}", name="performer")
    expect(page.get_by_text("Measured by their own browser")).to_be_visible()


def test_a_reel_is_sent_decoded_and_played(page: Page, cast, sign_in_as, tmp_path):
    findable(cast.omar)
    sign_in_as(cast.omar)
    visit(page, "/profile/reels", name="reels-empty")
    page.get_by_label("Title").fill("Grief, then relief")
    (tmp_path / "ball.webm").write_bytes(film())
    page.get_by_label("Sound or video").set_input_files(tmp_path / "ball.webm")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("We are looking whether it plays.")).to_be_visible()
    run(look_at_reels)
    sign_in_as(cast.cleo)
    visit(page, f"/performers/{cast.omar.id}", name="performer-with-reel")
    page.locator("video").evaluate(PLAYED)
    visit(page, "/performers", name="performers")
