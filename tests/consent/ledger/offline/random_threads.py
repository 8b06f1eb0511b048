"""Threads at random: mostly possible ones, so that a replay gets somewhere before it refuses."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from consent.ledger.entries import Entry, EntryType
from consent.ledger.explaining.moves import KINDS_OF, MOVES, may_follow
from consent.ledger.explaining.replaying import BadThread, replay
from consent.ledger.explaining.schemas import SCHEMAS, BadOpening, check_opening
from consent.ledger.explaining.sentences import explained
from consent.ledger.explaining.summaries import summary
from tests.consent.ledger.explaining.examples import EXAMPLES
from tests.consent.ledger.stories import LAB, MAYA, STUDIO, Story

FIRST = date(2026, 3, 1)
PAYLOADS = {opening.type: opening.payload() for opening in EXAMPLES}
LIKELY = [
    EntryType.TAKE_ACCEPTED,
    EntryType.CONSENT_NARROWED,
    EntryType.CONSENT_RENEWED,
    EntryType.CONSENT_SUSPENDED,
    EntryType.CONSENT_RESUMED,
    EntryType.DELIVERY_MADE,
]
BEGINNINGS = [
    [EntryType.CONSENT_GIVEN],
    [EntryType.RECORDING_REGISTERED, EntryType.CONSENT_GIVEN, EntryType.TAKE_ACCEPTED],
    [
        EntryType.CONSENT_GIVEN,
        EntryType.CONSENT_SUSPENDED,
        EntryType.CONSENT_SUSPENDED,
        EntryType.CONSENT_RESUMED,
    ],
    [EntryType.AGREEMENT_SIGNED],
    [EntryType.LICENCE_SIGNED],
    [],
]
DAYS = [(FIRST + timedelta(days=days)).isoformat() for days in (0, 20, 60, 120, 400)]
CLIENTS = [str(LAB), str(STUDIO)]
CODES = ["research", "politics", "speech_model"]
VALUES: dict[str, list[Any]] = {
    "uses": [
        {"review": "allowed"},
        {"review": "allowed", "non_generative_training": "constrained"},
        {"review": "allowed", "non_generative_training": "allowed", "resale": "not_allowed"},
        ["review"],
        ["non_generative_training", "review"],
    ],
    "limits": [
        {"ends_on": ends_on, **more}
        for ends_on in DAYS
        for more in (
            {},
            {"starts_on": DAYS[1]},
            {"clients": CLIENTS[:1]},
            {"clients": CLIENTS, "territories": ["DE"]},
            {"recipients": [CLIENTS[1]], "prohibited_subjects": ["politics"]},
            {"models": ["Quill 3"], "end_products": ["research"], "processing_regions": ["EU"]},
        )
    ],
    "until": DAYS,
    "clients": [CLIENTS[:1], CLIENTS[1:], CLIENTS],
    "client": CLIENTS,
    "recipient": [*CLIENTS, str(MAYA)],
    "cause": ["strike", "dispute", "withdrawn"],
    "recall": CLIENTS,
    "subjects": [["politics"], ["cookery"]],
    "end_product": CODES,
    "models": [["Quill 3"], ["Quill 3", "Quill 9"]],
    "territories": [["DE"], ["DE", "AT"]],
    "regions": [["EU"], ["US"]],
    "corrects": [0, 1, 99],
    "person": [str(MAYA), str(LAB)],
    "currency": ["EUR", "JPY", "KWD", "eur"],
    "amount_minor": [0, 5, 12_345, -1, True],
    "minutes": [0, 95],
    "reason": ["", "Because.", "a{b}[c]", "\u202e", "\U0001f3ad" * 500, "\U0001f3ad" * 501],
    "at": ["2026-02-30T00:00:00.000000Z"],
    "note": ["x"],
}


@st.composite
def payloads(draw: st.DrawFn, type_: EntryType, day: date) -> dict[str, Any] | None:
    """Usually what this type opens to, with some of its values changed; seldom nonsense."""
    if type_ not in PAYLOADS or draw(st.integers(0, 7)) == 0:
        return None
    payload = {**PAYLOADS[type_], "at": f"{day}T09:00:00.000000Z"}
    for name in draw(st.lists(st.sampled_from(sorted(payload)), max_size=4)):
        fitting = _fitting(type_, name)
        if fitting and name not in ("person", "at"):
            payload[name] = draw(st.sampled_from(fitting))
    if draw(st.integers(0, 2)) == 0:
        for name in [name for name in payload if f"{name}?" in SCHEMAS[type_]]:
            if name != "currency" and draw(st.booleans()):
                del payload[name]
    if draw(st.integers(0, 39)) == 0:
        name = draw(st.sampled_from(sorted(VALUES)))
        payload[name] = draw(st.sampled_from(VALUES[name]))
    return payload


@cache
def _fitting(type_: EntryType, name: str) -> list[Any]:
    return [value for value in VALUES.get(name, []) if _fits(type_, name, value)]


def _fits(type_: EntryType, name: str, value: Any) -> bool:
    try:
        check_opening(type_, {**PAYLOADS[type_], name: value})
    except BadOpening:
        return False
    return True


@st.composite
def threads(draw: st.DrawFn) -> Story:
    beginning = draw(st.sampled_from(BEGINNINGS))
    story, day, state = Story(), FIRST, "requested"
    for number in range(draw(st.integers(max(len(beginning), 1), 9))):
        if number < len(beginning):
            type_ = beginning[number]
        elif draw(st.integers(0, 29)) == 0:
            type_ = draw(st.sampled_from(list(EntryType)))
        else:
            kind = KINDS_OF[beginning[0]] if beginning else ("grant",)
            type_ = draw(st.sampled_from(_possible(kind[0], state)))
        day += timedelta(days=draw(st.sampled_from([0, 1, 1, 9, 30, -1])))
        story.add(type_, day, draw(payloads(type_, day)))
        state = MOVES.get(type_, ((), ""))[1] or state
    return story


def _possible(kind: str, state: str) -> list[EntryType]:
    """Those twice that are likely to be seen."""
    found = [type_ for type_ in EntryType if kind in KINDS_OF[type_] and may_follow(state, type_)]
    return found + [type_ for type_ in LIKELY if type_ in found]


def told_by_product(story: Story, on: date) -> dict[str, Any]:
    """What our own replay makes of it, as plain values."""
    try:
        standing = replay(story.told(), on)
    except BadThread as why:
        return {"refused": str(why)}
    return {
        "state": standing.state,
        "kind": standing.kind,
        "allowed": list(standing.allowed()),
        "summary": summary(standing),
        "faults": standing.faults,
        "holders": [list(holder) for holder in standing.holders],
        "paid": standing.paid,
        "sentences": [explained(Entry.parse(line.body), line.payload) for line in story.lines],
    }
