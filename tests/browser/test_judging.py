"""A take is judged in a real browser: all tracks under one clock, by mouse and by keys."""

from playwright.sync_api import Page, expect

from marketplace.takes.models import TakeState
from tests.browser.visiting import inspect
from tests.marketplace.takes.checking.checked import check, sent_file, short_take
from tests.marketplace.takes.checking.recorded import voice, wav
from tests.marketplace.takes.played import take

TIMES = "() => [...document.querySelectorAll('[data-track]')].map((each) => each.currentTime)"
LOADED = """() => [...document.querySelectorAll('[data-track]')]
  .every((each) => each.readyState > 0 && each.duration > 5)"""
PLAYS_TOGETHER = """() => {
  const at = [...document.querySelectorAll('[data-track]')].map((each) => each.currentTime);
  return at.length === 2 && at.every((each) => each > 1.2) && Math.abs(at[0] - at[1]) < 0.1;
}"""
PULLED_APART = "() => { document.querySelectorAll('[data-track]')[1].currentTime += 0.8; }"


def opened(page: Page, cast, sign_in_as, tmp_path):
    take_id = short_take(cast)
    for person in (cast.omar, cast.mira):
        sent_file(take_id, person, wav(tmp_path / f"{person.id}.wav", voice(6)))
    check()
    assert take(take_id).state is TakeState.TO_JUDGE
    sign_in_as(cast.ben)
    page.goto(f"/judging/{take_id}")
    page.get_by_role("button", name="Take it and play it").click()
    page.wait_for_function(LOADED)
    return take_id


def at(page: Page) -> list[float]:
    return [round(each, 1) for each in page.evaluate(TIMES)]


def test_two_tracks_play_under_one_clock_and_are_judged_by_keys(page, cast, sign_in_as, tmp_path):
    take_id = opened(page, cast, sign_in_as, tmp_path)
    inspect(page, "judging-opened")
    page.keyboard.press("k")
    page.evaluate(PULLED_APART)
    page.wait_for_function(PLAYS_TOGETHER)
    page.keyboard.press("k")

    wave = page.locator(".wave").first
    box = wave.bounding_box()
    wave.click(position={"x": box["width"] / 2, "y": 20})
    assert at(page) == [3.0, 3.0]
    page.keyboard.press("m")
    page.keyboard.press("i")
    page.get_by_label("Place in all tracks").fill("4")
    page.get_by_role("button", name="Span ends here").click()
    page.keyboard.press("r")
    expect(page.get_by_label("From second")).to_have_value("3.0")
    expect(page.get_by_label("To second")).to_have_value("4.0")
    page.keyboard.press("n")
    assert at(page) == [3.0, 3.0]

    page.get_by_label("Place in all tracks").fill("3.9")
    page.get_by_label("Speed").select_option("double")
    page.get_by_role("button", name="Play or pause").click()
    page.wait_for_function(f"() => ({TIMES})().every((each) => each >= 3 && each < 3.5)")
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Mute").first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("k")
    inspect(page, "judging-marked")

    page.get_by_label("Reject it").check()
    page.get_by_label("Overall").select_option("2")
    page.get_by_label("Reason of a rejection").select_option("technical")
    page.get_by_label("Note to those who play").fill("The voice is lost.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("It is decided")).to_be_visible()
    assert take(take_id).state is TakeState.REJECTED
