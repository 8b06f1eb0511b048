"""A query that says each recording once is not sorted to find that out."""

import pytest
from sqlalchemy import event, select

from consent.decisions.deciding import decide
from consent.grants.models import Grant
from consent.recordings.models import Recording
from foundation.database import db
from tests.consent.grants.granted import TO_EVALUATE, allowing

pytestmark = pytest.mark.usefixtures("session")


def asked(recordings):
    """What the database was asked for them, and how many were refused."""
    said, session = [], db.session()

    def keep(*given):
        said.append(given[2])

    event.listen(db.engine, "before_cursor_execute", keep)
    try:
        decisions = decide(session, recordings, TO_EVALUATE)
    finally:
        event.remove(db.engine, "before_cursor_execute", keep)
    return " ".join(said), decisions.refused_count


def test_the_key_of_one_table_comes_once_by_itself():
    allowing()
    said, _ = asked(select(Recording.id))
    assert "DISTINCT" not in said


def test_what_may_come_twice_is_made_to_come_once():
    first, second = allowing(), allowing()
    twice = select(Grant.recording_id).where(Grant.id.in_((first.id, second.id)))
    said, refused = asked(twice)
    assert "DISTINCT" in said
    assert refused == 0
