"""The page that verifies evidence, opened from a file, says the same as the Python verifier."""

import base64
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from consent.ledger import offline
from consent.ledger.explaining.consenting import ConsentWithdrawn
from consent.ledger.explaining.delivering import DeliveryMade
from consent.ledger.explaining.words import Use
from tests.browser.visiting import DESK, PHONE, RECORD_BLOCKED, inspect
from tests.consent.ledger.offline.bundles import POLICY, bundle, maya, noise, packed, unpacked
from tests.consent.ledger.offline.opened import said_about, verifier
from tests.consent.ledger.offline.random_threads import DAYS, threads, told_by_product
from tests.consent.ledger.offline.tampered import GROUPS
from tests.consent.ledger.offline.tampered_signatures import IMPOSTOR, LOG
from tests.consent.ledger.stories import ABOUT, DELIVERY, LAB, at

PYTHON = verifier()
OWN_POLICY = str(POLICY)
CHECK = """async ([bundle, policy]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const own = policy === null ? null : new TextEncoder().encode(policy);
  const found = await check(bytes(bundle), own);
  return [found.verdict, [found.sentence, ...found.lines]];
}"""


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Without the application, without a network: a file on a disk."""
    file = tmp_path / "verify.html"
    file.write_bytes(offline.page())
    context = browser.new_context(viewport=DESK, offline=True, reduced_motion="reduce")
    context.add_init_script(RECORD_BLOCKED)
    page = context.new_page()
    page.goto(file.as_uri())
    yield page
    context.close()


def checked(page: Page, data: bytes, policy: str | None = None) -> tuple[str, list[str]]:
    found: list[Any] = page.evaluate(CHECK, [base64.b64encode(data).decode(), policy])
    return found[0], found[1]


def choose(page: Page, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "bundle.zip"
    file.write_bytes(data)
    page.get_by_label("Evidence bundle").set_input_files(file)
    page.wait_for_selector("#verdict[data-verdict]")


def faulty() -> bytes:
    return bundle(
        maya().write(
            ConsentWithdrawn(at=at(5, 1), **ABOUT),
            DeliveryMade(at=at(5, 2), **ABOUT, delivery=DELIVERY, client=LAB, uses=(Use.REVIEW,)),
        )
    )


def test_a_chosen_bundle_is_checked_and_read_out(page, tmp_path):
    choose(page, tmp_path, bundle())
    assert page.locator("#verdict").inner_text() == "GENUINE."
    assert page.locator("#verdict").get_attribute("role") == "status"
    assert "You trusted the bundle for whom to trust" in page.locator(".warning").inner_text()
    assert "Consent was renewed and held." in page.locator("#details").inner_text()
    inspect(page, "verify-genuine")


def test_what_is_wrong_is_shown_in_one_sentence(page, tmp_path):
    choose(page, tmp_path, bundle()[:-1] + b"x")
    assert page.locator("#verdict").inner_text() == (
        "WRONG. bundle: it is no zip file, or not a plain one"
    )
    assert page.locator("#details").inner_text() == ""
    inspect(page, "verify-wrong")


def test_its_words_are_explained_on_the_page_itself(page):
    page.get_by_text("What these words mean").click()
    meant = page.locator("details").inner_text()
    for word in (
        "GENUINE",
        "WRONG",
        "entry",
        "opening",
        "thread",
        "checkpoint",
        "witness",
        "policy",
    ):
        assert word in meant
    inspect(page, "verify-words")


def test_a_fault_stands_out(page, tmp_path):
    choose(page, tmp_path, faulty())
    assert page.locator("#verdict").get_attribute("data-verdict") == "faulty"
    assert "consent was withdrawn" in page.locator(".fault").inner_text()
    inspect(page, "verify-faulty")


def test_before_anything_is_chosen_it_says_what_it_is_for(page):
    assert page.title() == "Verify evidence of the rights ledger"
    inspect(page, "verify-empty")


def test_the_own_policy_counts_and_the_bundle_is_checked_again(page, tmp_path):
    choose(page, tmp_path, bundle())
    other, mine = tmp_path / "other.txt", tmp_path / "mine.txt"
    other.write_text(OWN_POLICY.replace(str(LOG.verifier), str(IMPOSTOR.verifier)))
    page.get_by_label("Own policy").set_input_files(other)
    page.wait_for_selector("#verdict[data-verdict=wrong]")
    assert "has not signed it with a key that the policy names" in page.inner_text("#verdict")
    mine.write_text(OWN_POLICY)
    page.get_by_label("Own policy").set_input_files(mine)
    page.wait_for_selector("#verdict[data-verdict=genuine]")
    assert page.locator(".warning").count() == 0


def test_a_bundle_can_be_dropped(page):
    page.evaluate(
        """(text) => {
          const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([bytes], "bundle.zip"));
          const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
          document.getElementById("drop").dispatchEvent(drop);
        }""",
        base64.b64encode(bundle()).decode(),
    )
    page.wait_for_selector("#verdict[data-verdict=genuine]")


def test_the_keyboard_reaches_both_files_in_order(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "bundle"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "policy"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_sticks_out(page, tmp_path, size):
    page.set_viewport_size(size)
    choose(page, tmp_path, faulty())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_cannot_reach_a_network_even_if_told_to(page):
    refused = page.evaluate("fetch('http://127.0.0.1:9/').then(() => '', (why) => String(why))")
    assert "Failed to fetch" in refused
    assert page.evaluate("window.blockedByPolicy") == ["connect-src http://127.0.0.1:9/"]


@pytest.mark.parametrize(
    ("data", "policy"),
    [
        (bundle(), None),
        (bundle(), OWN_POLICY),
        (bundle(maya(), noise(), documents={"a.txt": b"x"}), None),
        (packed(unpacked(bundle()), 8), None),
        (bundle(policy=type(POLICY)(POLICY.logs, {}, {}), witnesses=False), None),
        (faulty(), OWN_POLICY),
    ],
    ids=["good", "own policy", "two threads", "deflated", "unwitnessed", "faulty"],
)
def test_what_is_genuine_reads_the_same_in_both(page, data, policy):
    _, said = checked(page, data, policy)
    assert said == said_about(PYTHON, data, policy.encode() if policy else None)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_whatever_was_changed_is_named_the_same_in_both(page, group):
    differing = []
    for name, data, named in group():
        verdict, said = checked(page, data)
        if verdict != "wrong" or named not in said[0] or said != said_about(PYTHON, data):
            differing.append((name, said, said_about(PYTHON, data)))
    assert not differing


def test_a_browser_without_the_signatures_says_that_nothing_was_checked(page):
    page.evaluate(
        """() => {
          const unknown = new DOMException("Unrecognized name.", "NotSupportedError");
          crypto.subtle.importKey = () => Promise.reject(unknown);
        }"""
    )
    verdict, said = checked(page, bundle())
    assert verdict == "unable"
    assert said[0].startswith("This browser cannot check Ed25519 signatures, so that nothing was")


REPLAY = """async (threads) => {
  const told = async ({ on, lines }) => {
    const thread = new Thread(on), sentences = [];
    try {
      for (const [body, payload] of lines) {
        const bytes = bytesOf(body), entry = readEntry(bytes, "entry");
        const read = payload === null ? null : readJson(bytesOf(payload), "payload");
        thread.add(entry, await leafHash(bytes), read);
        sentences.push(explain(entry, read));
      }
    } catch (why) {
      if (!(why instanceof Wrong)) throw why;
      return { refused: why.message.slice(why.message.indexOf(": ") + 2) };
    }
    const { state, kind, faults, holders, paid } = thread;
    return { state, kind, faults, holders, paid, sentences, allowed: thread.allowed(),
      summary: thread.summary() };
  };
  return Promise.all(threads.map(told));
}"""


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(st.lists(st.tuples(threads(), st.sampled_from(DAYS)), min_size=20, max_size=20))
def test_threads_at_random_are_replayed_as_our_own_replay_does(page, stories):
    """One page for all examples: it keeps nothing between two calls."""
    asked = [
        {"on": day, "lines": [[line.body.decode(), _text(line.payload)] for line in story.lines]}
        for story, day in stories
    ]
    found = page.evaluate(REPLAY, asked)
    for (story, day), theirs in zip(stories, found, strict=True):
        assert theirs == told_by_product(story, date.fromisoformat(day))


def _text(payload: dict[str, Any] | None) -> str | None:
    return None if payload is None else json.dumps(payload)
