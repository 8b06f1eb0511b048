"""Samples that nobody can choose, drawn again here by other means."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consent.console.samples import jobs
from consent.console.samples.actions import ask_for_sample, draw_due, judge_item
from consent.console.samples.drawing import draw, seed_of
from consent.console.samples.errors import NotDrawnYet, NothingSignedYet, SampleNotFound
from consent.console.samples.models import SampleDraw, SampleItem, Verdict
from consent.console.samples.queries import read_sample
from consent.keeping.jobs import keep
from consent.keeping.readings import readings_of
from consent.ledger.models import LedgerCheckpoint
from foundation import clock
from foundation.errors import NotPermitted
from foundation.ids import new_id
from tests.cast import sign_in
from tests.consent.console.recorded import recorded

PURPOSE = "Every quarter: are signatures and openings in order?"


@pytest.fixture
def signed(app, cast):
    for person in (cast.omar, cast.mira, cast.omar):
        recorded(person.id)
    keep()


def drawn(cast, wanted=4):
    """Asked for, and then the next checkpoint."""
    sample = ask_for_sample(PURPOSE, wanted, actor=cast.cora.actor)
    clock.move(timedelta(minutes=11))
    keep()
    assert draw_due() == 1
    return sample


def again(note: bytes, purpose: str, wanted: int) -> list[int]:
    """As the page says it, with hashlib alone: nothing of ours is called here."""
    lines = note.decode().split("\n\n")[0] + "\n"
    size = int(lines.split("\n")[1])
    checkpoint = hashlib.sha256(lines.encode()).digest()
    seed = hashlib.sha256(b"fairtake-sample/1\n" + checkpoint + purpose.encode()).digest()
    found, number = [], 0
    while len(found) < min(wanted, size):
        digest = hashlib.sha256(seed + number.to_bytes(8, "big")).digest()
        position = int.from_bytes(digest, "big") % size
        if position not in found:
            found.append(position)
        number += 1
    return found


@pytest.mark.usefixtures("each_database")
def test_anybody_draws_the_same_from_the_checkpoint_alone(signed, cast, session):
    sample = drawn(cast)
    of = session.get_one(SampleDraw, sample)
    note = session.get_one(LedgerCheckpoint, of.checkpoint).note
    items = select(SampleItem.position).where(SampleItem.sample_id == sample)
    assert list(session.scalars(items.order_by(SampleItem.number))) == again(note, PURPOSE, 4)


def test_the_checkpoint_that_decides_is_signed_after_it_was_asked_for(signed, cast, session):
    newest = session.scalar(select(func.max(LedgerCheckpoint.number)))
    sample = ask_for_sample(PURPOSE, 4, actor=cast.cora.actor)
    assert draw_due() == 0
    clock.move(timedelta(minutes=11))
    keep()
    assert draw_due() == 1
    assert session.get_one(SampleDraw, sample).checkpoint == newest + 1


def test_another_purpose_or_another_checkpoint_is_another_sample():
    one = seed_of("log\n1000\nroot\n", "one")
    assert draw(one, 1000, 20) != draw(seed_of("log\n1000\nroot\n", "two"), 1000, 20)
    assert draw(one, 1000, 20) != draw(seed_of("log\n1000\nother\n", "one"), 1000, 20)


@pytest.mark.parametrize(("size", "wanted"), [(0, 5), (1, 5), (5, 5), (1000, 200)])
def test_no_entry_is_drawn_twice_and_none_that_is_not_there(size, wanted):
    found = draw(seed_of("log", "purpose"), size, wanted)
    assert len(found) == len(set(found)) == min(size, wanted)
    assert all(0 <= each < size for each in found)


def test_the_job_draws_once(signed, cast, session):
    assert not jobs.has_work()
    drawn(cast)
    assert not jobs.has_work()
    assert draw_due() == 0


def test_before_anything_is_signed_no_sample_is_asked_for(app, cast):
    with pytest.raises(NothingSignedYet):
        ask_for_sample(PURPOSE, 4, actor=cast.cora.actor)


def test_whoever_is_in_it_is_shown_that_it_was_read(signed, cast, session):
    sample = drawn(cast, 200)
    read_sample(sample, actor=cast.cora.actor)
    for person in (cast.omar, cast.mira):
        assert [each.what for each in readings_of(session, person.id)] == [
            "Entries that were drawn for an audit"
        ]


def test_what_is_wrong_becomes_a_case_and_what_is_right_does_not(signed, cast, client):
    sample = drawn(cast)
    sign_in(client, cast.cora)
    path = f"/compliance/samples/{sample}"
    assert client.post(f"{path}/1", data={"verdict": "right"}).location.endswith(path)
    client.post(f"{path}/2", data={"verdict": "wrong", "words": "Signed too early."})
    first, second, *_ = read_sample(sample, actor=cast.cora.actor).items
    assert first.verdict.case_id is None
    assert "Signed too early." in client.get(f"/cases/{second.verdict.case_id}").text
    assert client.post(f"{path}/3", data={"verdict": "odd"}).status_code == 422


def test_the_newest_verdict_counts_and_the_older_stay(signed, cast):
    sample = drawn(cast)
    judge_item(sample, 1, Verdict.UNCLEAR, actor=cast.cora.actor)
    clock.move(timedelta(hours=1))
    judge_item(sample, 1, Verdict.RIGHT, actor=cast.cora.actor)
    first, *_ = read_sample(sample, actor=cast.cora.actor).items
    assert first.verdict.verdict == "right"


def test_a_sample_that_is_none_and_an_item_that_is_none_are_refused(signed, cast):
    with pytest.raises(SampleNotFound):
        judge_item(new_id(), 1, Verdict.RIGHT, actor=cast.cora.actor)
    with pytest.raises(NotDrawnYet):
        judge_item(drawn(cast), 99, Verdict.RIGHT, actor=cast.cora.actor)


@pytest.mark.parametrize("name", ["omar", "ada", "cleo", "otto"])
def test_nobody_else_asks(signed, cast, name):
    with pytest.raises(NotPermitted):
        ask_for_sample(PURPOSE, 4, actor=getattr(cast, name).actor)


def test_the_page_says_how_to_draw_it_again(signed, cast, client, session):
    sample = drawn(cast)
    seed = session.get_one(SampleDraw, sample).seed
    sign_in(client, cast.cora)
    page = client.get(f"/compliance/samples/{sample}").text
    assert seed in page
    assert "Omar" in page or "Mira" in page
    assert PURPOSE in client.get("/compliance/samples").text


def test_a_form_that_says_nothing_is_refused_at_its_fields(signed, cast, client):
    sign_in(client, cast.cora)
    answer = client.post("/compliance/samples", data={"purpose": " ", "wanted": "0"})
    assert answer.status_code == 422
    assert "Say what the sample is for." in answer.text
