"""A commitment fits one salt and one payload, and shows neither."""

import base64
import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.ledger.commitments import (
    BadSalt,
    commitment,
    new_salt,
    opens,
    read_salt,
    write_salt,
)
from consent.ledger.entries import Entry
from tests.consent.ledger.stories import Story, at
from tests.consent.ledger.stories import given as consent_given

PAYLOAD = {"b": 1, "a": "\u20ac"}
SALT = bytes(range(32))


def test_a_commitment_is_the_hash_that_the_documentation_names():
    hashed = hashlib.sha256(
        b"fairtake-ledger-commit/v1\0" + SALT + '{"a":"\u20ac","b":1}'.encode()
    ).digest()
    assert commitment(SALT, PAYLOAD) == base64.urlsafe_b64encode(hashed).decode().rstrip("=")


def test_an_entry_is_opened_by_its_own_salt_and_payload_only():
    (line,) = Story().write(consent_given(at(3, 2))).lines
    entry = Entry.parse(line.body)
    assert line.payload is not None
    assert opens(entry, line.salt, line.payload)
    assert not opens(entry, bytes(32), line.payload)
    assert not opens(entry, line.salt, {**line.payload, "at": "2026-03-02T09:00:00.123457Z"})


def test_what_committed_to_nothing_is_opened_by_nothing():
    (line,) = Story().add(Entry.parse(_body()).event.type, date(2026, 3, 2)).lines
    assert not opens(Entry.parse(line.body), SALT, {})


def _body() -> bytes:
    return Story().write(consent_given(at(3, 2))).lines[0].body


@pytest.mark.parametrize("salt", [b"", bytes(31), bytes(33)])
def test_a_salt_of_another_size_is_refused(salt):
    with pytest.raises(BadSalt):
        commitment(salt, PAYLOAD)


@given(st.binary(min_size=32, max_size=32))
def test_a_salt_survives_being_written_down(salt):
    assert read_salt(write_salt(salt)) == salt


@pytest.mark.parametrize("text", ["", "A" * 42, "A" * 42 + "B", "A" * 42 + "=", "A" * 43 + "\n"])
def test_a_salt_has_one_spelling(text):
    with pytest.raises(BadSalt):
        read_salt(text)


def test_no_two_salts_are_alike():
    assert len({new_salt() for _ in range(100)}) == 100
