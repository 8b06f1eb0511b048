"""A performer listens to their own track and cuts a span of it by keyboard; the check and the
transcript beside it are fit for everyone."""

from playwright.sync_api import Page, expect

from foundation.database import db
from marketplace.takes.checking.transcribing import write_transcript
from tests.browser.visiting import inspect, visit
from tests.marketplace.takes.checking.checked import check, copy, sent_file, short_take
from tests.marketplace.takes.checking.recorded import voice, wav
from tests.marketplace.takes.played import track_of

WORDS = "WEBVTT\n\n00:00:00.100 --> 00:00:02.000\n<v Rosa>Where is the letter, Anna?\n"


def test_a_span_is_heard_and_cut_by_keyboard(page: Page, cast, sign_in_as, tmp_path):
    take_id = short_take(cast)
    for person in (cast.omar, cast.mira):
        sent_file(take_id, person, wav(tmp_path / f"{person.id}.wav", voice(6)))
    check()
    track_id = track_of(take_id, cast.omar).id
    write_transcript(take_id, track_id, WORDS, actor=cast.omar.actor)
    copy()
    db.session.rollback()
    sign_in_as(cast.omar)
    visit(page, f"/takes/{take_id}/last-look", name="last-look-closed")
    page.get_by_role("button", name="Open and listen").click()
    player = page.locator("audio")
    expect(player).to_have_js_property("readyState", 4)
    page.wait_for_load_state()
    page.locator("h1").click()
    player.evaluate("each => { each.currentTime = 1.5; }")
    page.keyboard.press("i")
    player.evaluate("each => { each.currentTime = 2.5; }")
    page.keyboard.press("o")
    expect(page.get_by_label("From")).to_have_value("1.5")
    inspect(page, "last-look-open")
    page.get_by_role("button", name="Cut it out").click()
    expect(page.locator("#cuts ~ ul")).to_contain_text("0:01.5 to 0:02.5")
    inspect(page, "last-look-cut")
    visit(page, f"/takes/{take_id}/tracks/{track_id}/transcript", name="transcript-own")
    db.session.rollback()
    copy()
    sign_in_as(cast.ben)
    page.goto(f"/takes/{take_id}/check")
    page.get_by_role("button", name="Open and listen").click()
    expect(page.get_by_label("All tracks together")).to_have_count(1)
    inspect(page, "check-of-a-client")
    visit(page, f"/takes/{take_id}/tracks/{track_id}/transcript", name="transcript-withheld")
    expect(page.get_by_text("(withheld)").first).to_be_visible()
