"""An entry has one spelling, and everything else is refused with its reason."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.ledger.entries import BadEntry, Entry, EntryType, Event, random_text

EVENT = Event(
    id=random_text(bytes(16)),
    type=EntryType.CONSENT_GIVEN,
    thread=random_text(bytes(range(16))),
    time=date(2026, 3, 2),
    actor="performer",
    terms="sha256:" + "ab" * 32,
    commitment=random_text(bytes(32)),
)
FIRST = EVENT.entry(0, "")
BODY = bytes(FIRST)


def test_an_entry_survives_its_bytes():
    assert Entry.parse(BODY) == FIRST


def test_the_bytes_are_those_of_the_documentation():
    assert BODY == (
        b'{"actor":"performer","commit":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",'
        b'"id":"AAAAAAAAAAAAAAAAAAAAAA","n":0,"prev":"",'
        b'"terms":"sha256:' + b"ab" * 32 + b'","thread":"AAECAwQFBgcICQoLDA0ODw",'
        b'"time":"2026-03-02","type":"consent.given","v":1}'
    )


def changed(**fields: object) -> bytes:
    return json.dumps(json.loads(BODY) | fields, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (BODY.replace(b'"n":0', b'"n": 0'), "canonical"),
        (BODY.replace(b'"v":1', b'"v":1.0'), "version"),
        (BODY.replace(b'"v":1', b'"v":true'), "version"),
        (BODY.replace(b'"n":0', b'"n":0,"n":0'), "twice"),
        (BODY.replace(b"performer", b"perform\\u0065r"), "canonical"),
        (BODY[:-1], "JSON object"),
        (b"[]", "JSON object"),
        (b"\xff", "JSON object"),
        (b"[" * 4000, "JSON object"),
        (changed(note="x"), "no other: note"),
        (changed(type="consent.sold"), "consent.sold"),
        (changed(time="2026-02-30"), "day"),
        (changed(time="20260302"), "canonical"),
        (changed(n="0"), "another kind"),
        (changed(n=1), "first has none"),
        (changed(actor="Omar Haddad"), "actor"),
        (changed(terms="md5:00"), "terms"),
        (changed(id="AAAAAAAAAAAAAAAAAAAAAB"), "id"),
        (changed(commit="A" * 42), "commitment"),
        (BODY + b" " * 4096, "at most"),
    ],
)
def test_what_is_no_entry_is_refused_with_its_reason(body, why):
    with pytest.raises(BadEntry, match=why):
        Entry.parse(body)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_the_reader(body):
    with pytest.raises(BadEntry):
        Entry.parse(body)


@given(data=st.data())
def test_a_flipped_bit_is_another_entry_or_none(data):
    at = data.draw(st.integers(0, len(BODY) * 8 - 1))
    spoilt = bytearray(BODY)
    spoilt[at // 8] ^= 1 << at % 8
    with suppress(BadEntry):
        assert Entry.parse(bytes(spoilt)) != FIRST
