"""Whole columns are judged as one event alone would be: never more kindly."""

from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from consent.ledger import sequencer
from consent.ledger.entries import BadEntry, EntryType, Event, random_text
from consent.ledger.forms import Forms
from consent.ledger.models import LedgerEntry, LedgerOutbox, LedgerThread
from foundation.clock import now
from foundation.database import transaction

RIGHT = {
    "id": random_text(bytes(16)),
    "actor": "performer",
    "terms": "sha256:" + sha256(b"terms").hexdigest(),
    "commitment": random_text(bytes(32)),
}
ODD = st.text(max_size=80) | st.from_regex(r"[a-z_]{0,4}|[A-Za-z0-9_-]{21,44}", fullmatch=True)


def fits(forms: Forms, **given: str) -> bool:
    return forms.fit(
        [given["id"]],
        [given["commitment"]],
        actors=[given["actor"]],
        terms=[given["terms"]],
        days=["2026-03-02"],
        types=["consent.given"],
    )


@given(field=st.sampled_from(sorted(RIGHT)), value=ODD)
def test_what_fits_is_what_an_event_takes(field, value):
    given = RIGHT | {field: value}
    try:
        Event(type=EntryType.CONSENT_GIVEN, thread=RIGHT["id"], time=date(2026, 3, 2), **given)
    except BadEntry:
        assert not fits(Forms(), **given)
    else:
        assert fits(Forms(), **given)


def test_what_was_seen_before_is_no_excuse_for_what_comes_next():
    forms = Forms()
    assert fits(forms, **RIGHT)
    assert not fits(forms, **RIGHT | {"actor": "Omar"})
    assert fits(forms, **RIGHT)


@pytest.mark.parametrize("day", ["2026-02-30", "20260302", "yesterday"])
def test_a_day_that_is_none_does_not_fit(day):
    assert not Forms().fit([], [], actors=[], terms=[], days=[day], types=[])


@pytest.mark.parametrize("actor", ['omar","v":2', "a" * 5000])
def test_what_was_put_into_the_outbox_by_hand_does_not_get_into_the_log(session, actor):
    with transaction() as writing:
        writing.add(LedgerThread(id=RIGHT["id"]))
        writing.flush()
        row = {"thread": RIGHT["id"], "type": "consent.given", "time": now().date()}
        more = {"event_id": RIGHT["id"], "actor": actor, "terms": "", "commitment": ""}
        writing.execute(insert(LedgerOutbox).values(**row, **more, written_at=now()))
    with pytest.raises(BadEntry), transaction() as writing:
        sequencer.sequence(writing)
    assert session.query(LedgerEntry).count() == 0
