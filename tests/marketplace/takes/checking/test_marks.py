"""Spans of a track that are withheld: by whom, until when, and that they stay."""

from datetime import timedelta

import pytest

from foundation.clock import move
from foundation.database import db, transaction
from marketplace.takes import steps
from marketplace.takes.checking.errors import CutTooLate, NotToMark, SpanOutside, SpanOverlaps
from marketplace.takes.checking.marks import NewSpan, mark_span, withheld
from marketplace.takes.checking.models import MarkKind
from marketplace.takes.deciding import accept
from marketplace.takes.errors import TakeNotFound
from tests.marketplace.takes.checking.checked import delegated, ten_seconds
from tests.marketplace.takes.played import (
    begun,
    earned,
    met,
    sent,
    signed_sisters,
    track_of,
)

pytestmark = pytest.mark.usefixtures("session")
NAME = NewSpan(MarkKind.REAL_NAME, 1_000, 2_000)
CUT = NewSpan(MarkKind.CUT, 4_000, 6_000)


@pytest.fixture
def take_id(cast):
    return ten_seconds(cast)


def mark(take_id, performer, span, by):
    return mark_span(take_id, track_of(take_id, performer).id, span, actor=by.actor)


def held(take_id, performer):
    recording_id = track_of(take_id, performer).recording_id
    return withheld(db.session(), [recording_id]).get(recording_id)


def test_what_performer_and_producer_mark_is_withheld_once(cast, take_id):
    mark(take_id, cast.omar, NAME, cast.omar)
    mark(take_id, cast.omar, NewSpan(MarkKind.MUSIC, 1_500, 3_000), cast.ben)
    mark(take_id, cast.omar, CUT, cast.omar)
    assert held(take_id, cast.omar) == [(1_000, 3_000), (4_000, 6_000)]
    assert held(take_id, cast.mira) is None


def test_a_partner_marks_nothing_and_learns_nothing(cast, take_id):
    with pytest.raises(TakeNotFound):
        mark(take_id, cast.omar, NAME, cast.mira)


def test_a_reviewer_marks_where_the_client_lets_them(cast, take_id):
    with pytest.raises(TakeNotFound):
        mark(take_id, cast.omar, NAME, cast.remy)
    delegated(cast, take_id, cast.remy)
    mark(take_id, cast.omar, NAME, cast.remy)
    assert held(take_id, cast.omar) == [(1_000, 2_000)]


def test_only_its_performer_cuts(cast, take_id):
    with pytest.raises(TakeNotFound):
        mark(take_id, cast.omar, CUT, cast.ben)


@pytest.mark.parametrize(
    ("begins", "ends"), [(-1, 5), (5, 5), (6, 5), (9_000, 10_001), (20_000, 30_000)]
)
def test_a_span_lies_within_the_recording(cast, take_id, begins, ends):
    with pytest.raises(SpanOutside):
        mark(take_id, cast.omar, NewSpan(MarkKind.CUT, begins, ends), cast.omar)
    assert held(take_id, cast.omar) is None


@pytest.mark.parametrize("begins", [500, 1_000, 1_999])
def test_the_same_is_not_marked_twice(cast, take_id, begins):
    mark(take_id, cast.omar, NAME, cast.omar)
    with pytest.raises(SpanOverlaps):
        mark(take_id, cast.omar, NewSpan(NAME.kind, begins, begins + 1_000), cast.omar)


def test_spans_may_meet(cast, take_id):
    mark(take_id, cast.omar, NAME, cast.omar)
    mark(take_id, cast.omar, NewSpan(NAME.kind, 2_000, 3_000), cast.omar)
    assert held(take_id, cast.omar) == [(1_000, 3_000)]


def test_a_span_is_cut_for_48_hours_and_not_a_second_longer(cast, take_id):
    move(timedelta(hours=48) - timedelta(seconds=1))
    mark(take_id, cast.omar, CUT, cast.omar)
    move(timedelta(seconds=1))
    with pytest.raises(CutTooLate):
        mark(take_id, cast.omar, NewSpan(MarkKind.CUT, 7_000, 8_000), cast.omar)
    mark(take_id, cast.omar, NAME, cast.omar)


def test_a_cut_after_it_was_accepted_takes_no_pay(cast, take_id):
    session = db.session()
    session.rollback()
    with transaction() as writing:
        accept(writing, steps.locked(writing, take_id), actor=cast.ben.actor)
    before = earned("take")
    mark(take_id, cast.omar, NewSpan(MarkKind.CUT, 0, 10_000), cast.omar)
    assert len(before) == 2
    assert earned("take") == before


def test_what_is_still_coming_in_is_not_marked(cast):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    sent(take_id, cast.omar)
    with pytest.raises(NotToMark):
        mark(take_id, cast.omar, NAME, cast.omar)
