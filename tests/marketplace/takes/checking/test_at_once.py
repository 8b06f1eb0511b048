"""Eight at the same moment: a span is marked once, versions are numbered without a gap, and no
mark is missed by the copies that are being made."""

import pytest

from foundation.database import db, transaction
from marketplace.takes import steps
from marketplace.takes.checking import marks, wanting
from marketplace.takes.checking.errors import SpanOverlaps
from marketplace.takes.checking.marks import NewSpan, mark_span, marks_of
from marketplace.takes.checking.models import MarkKind, TakeCopying
from marketplace.takes.checking.transcribing import write_transcript
from tests.databases.crowd import at_once
from tests.marketplace.takes.checking.checked import ten_seconds
from tests.marketplace.takes.played import track_of

MANY = 8
SPAN = NewSpan(MarkKind.MUSIC, 1_000, 2_000)


@pytest.fixture
def world(app, cast):
    take_id = ten_seconds(cast)
    track = track_of(take_id, cast.omar)
    found = take_id, track.id, track.recording_id
    db.session.remove()
    return found


def all_mark(app, cast, world):
    take_id, track_id, recording_id = world
    outcomes = at_once(
        app, MANY, lambda _: mark_span(take_id, track_id, SPAN, actor=cast.omar.actor)
    )
    return [each for each in outcomes if isinstance(each, Exception)], recording_id


@pytest.mark.usefixtures("each_database")
def test_a_span_is_marked_once(app, cast, world):
    refused, recording_id = all_mark(app, cast, world)
    assert {type(each) for each in refused} == {SpanOverlaps}, refused
    assert len(refused) == MANY - 1
    assert len(marks_of(db.session(), [recording_id])) == 1


def test_that_each_marks_it_would_be_found(app, cast, world, monkeypatch):
    monkeypatch.setattr(marks, "_overlaps", lambda *_: False)
    refused, recording_id = all_mark(app, cast, world)
    assert refused == []
    assert len(marks_of(db.session(), [recording_id])) == MANY


@pytest.mark.usefixtures("each_database")
def test_versions_are_numbered_without_a_gap(app, cast, world):
    take_id, track_id, _ = world

    def write(number):
        text = f"WEBVTT\n\n00:01.000 --> 00:02.000\nVersion of {number}.\n"
        return write_transcript(take_id, track_id, text, actor=cast.omar.actor)

    assert sorted(at_once(app, MANY, write)) == list(range(1, MANY + 1))


def test_a_mark_that_comes_while_copies_are_made_is_still_due(app, cast, world):
    take_id, track_id, _ = world
    mark_span(take_id, track_id, SPAN, actor=cast.omar.actor)
    begun = db.session().get_one(TakeCopying, take_id).wanted
    db.session.rollback()
    later = NewSpan(MarkKind.MUSIC, 3_000, 4_000)
    mark_span(take_id, track_id, later, actor=cast.omar.actor)
    with transaction() as session:
        steps.locked(session, take_id)
        wanting.end(session, take_id, begun)
    assert db.session().get_one(TakeCopying, take_id).is_due
