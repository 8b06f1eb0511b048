"""Our own replay and the verifier's were written apart. On threads at random they say the same."""

from datetime import date
from types import ModuleType
from typing import Any

from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from consent.ledger import offline
from tests.consent.ledger.offline.opened import verifier
from tests.consent.ledger.offline.random_threads import DAYS, threads, told_by_product
from tests.consent.ledger.stories import Story

VERIFIER = verifier()


def told_by(module: ModuleType, story: Story, on: date) -> dict[str, Any]:
    thread = module.Thread(on.isoformat())
    sentences = []
    try:
        for line in story.lines:
            entry = module.read_entry(line.body, "entry")
            thread.add(entry, line.body, line.payload)
            sentences.append(module.explain(entry, line.payload))
    except module.Wrong as why:
        return {"refused": str(why).partition(": ")[2]}
    return {
        "state": thread.state,
        "kind": thread.kind,
        "allowed": thread.allowed(),
        "summary": thread.summary(),
        "faults": thread.faults,
        "holders": [list(holder) for holder in thread.holders],
        "paid": thread.paid,
        "sentences": sentences,
    }


@settings(max_examples=400, deadline=None)
@given(threads(), st.sampled_from(DAYS))
def test_both_say_the_same_about_any_thread(story, day):
    on = date.fromisoformat(day)
    ours = told_by_product(story, on)
    event("refused" if "refused" in ours else f"{ours['kind']}, {len(ours['faults'])} faults")
    assert told_by(VERIFIER, story, on) == ours


def test_a_replay_with_another_mind_would_be_found():
    source = offline.script().decode()
    for right, wrong in (
        ('self.on > self.limits["ends_on"]', 'self.on >= self.limits["ends_on"]'),
        ("del self.suspensions[at]", "self.suspensions.clear()"),
        ('self.take == "accepted" or use == "review"', "True"),
    ):
        assert right in source, right
        assert _differs(verifier(source.replace(right, wrong))), right


class _Differs(Exception):
    pass


def _differs(module: ModuleType) -> bool:
    @settings(
        max_examples=2500,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    @given(threads(), st.sampled_from(DAYS))
    def compare(story: Story, day: str) -> None:
        on = date.fromisoformat(day)
        if told_by(module, story, on) != told_by_product(story, on):
            raise _Differs

    try:
        compare()
    except _Differs:
        return True
    return False
