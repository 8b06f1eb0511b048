"""The quick template and pattern say exactly what the specification and the slow reader say."""

import json
import re
from datetime import date

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from consent.ledger.entries import BadEntry, Entry, EntryType, Event, random_text
from consent.ledger.spelling import are_random, read_many

ids = st.binary(min_size=16, max_size=16).map(random_text)
hashes = st.binary(min_size=32, max_size=32)
events = st.builds(
    Event,
    id=ids,
    type=st.sampled_from(EntryType),
    thread=ids,
    time=st.dates(),
    actor=st.from_regex(r"[a-z]+(?:_[a-z]+)*", fullmatch=True),
    terms=st.just("") | hashes.map(lambda each: f"sha256:{each.hex()}"),
    commitment=st.just("") | hashes.map(random_text),
)
entries = st.builds(Event.entry, events, st.just(0), st.just("")) | st.builds(
    Event.entry, events, st.integers(1, 2**53 - 1), hashes.map(bytes.hex)
)


@given(entries)
def test_the_template_is_the_canonical_json_of_the_entry(entry):
    assert bytes(entry) == rfc8785.dumps(json.loads(bytes(entry)))


@given(st.lists(entries, min_size=1, max_size=5))
def test_many_are_read_as_each_alone(given):
    rows = read_many([bytes(entry) for entry in given])
    assert rows is not None
    for row, entry in zip(rows, given, strict=True):
        actor, commit, own_id, n, prev, terms, thread, day, kind = row
        event = Event(
            own_id, EntryType(kind), thread, entry.event.time, actor, terms, commitment=commit
        )
        assert (event, day, int(n), prev) == (
            entry.event,
            entry.event.time.isoformat(),
            entry.n,
            entry.prev,
        )


BODY = bytes(
    Event(
        random_text(bytes(16)),
        EntryType.CONSENT_GIVEN,
        random_text(bytes(16)),
        date(2026, 3, 2),
        "performer",
    ).entry(0, "")
)


@pytest.mark.parametrize(
    "bodies",
    [
        [BODY, BODY + b"\n"],
        [BODY + b"\n" + BODY],
        [BODY.replace(b"performer", b"perf\normer")],
        [BODY, BODY.replace(b'"v":1', b'"v":2')],
        [BODY.replace(b'"actor"', b'"actor" ')],
        [b"", BODY],
        [BODY.replace(b"performer", "perförmer".encode())],
    ],
)
def test_one_that_is_spelled_otherwise_spoils_them_all(bodies):
    assert read_many(bodies) is None


@pytest.mark.parametrize("text", ["A" * 21 + "B", "A" * 21, "A" * 23, "A" * 20 + "+A", "é" * 22])
def test_what_is_not_random_text_is_noticed(text):
    assert not are_random([text], 22, "AQgw")
    assert are_random(["A" * 22], 22, "AQgw")


@given(st.text(max_size=30))
def test_random_text_is_what_an_entry_takes(text):
    taken = re.fullmatch(r"[A-Za-z0-9_-]{21}[AQgw]", text) is not None
    assert are_random([text], 22, "AQgw") == taken


def test_an_actor_that_is_too_long_is_still_refused():
    long = Event(
        random_text(bytes(16)),
        EntryType.CONSENT_GIVEN,
        random_text(bytes(16)),
        date(2026, 3, 2),
        "a" * 5000,
    )
    with pytest.raises(BadEntry, match="at most"):
        bytes(Entry(long, 0, ""))
