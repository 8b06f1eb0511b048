"""Who has a copy, said to those it is about."""

import pytest

from consent.holders import queries
from tests.consent.grants.granted import LAB, STUDIO, allowing
from tests.consent.holders.holding import FILE, held

pytestmark = pytest.mark.usefixtures("each_database", "app")


def test_holders_are_found_for_many_recordings_at_once(session):
    one, two, other = allowing(), allowing(), allowing()
    held(one, two)
    held(two, client=STUDIO)
    held(other)
    found = queries.holders_of(session, [one.recording_id, two.recording_id])
    assert [each.client_id for each in found[one.recording_id]] == [LAB]
    assert {each.client_id for each in found[two.recording_id]} == {LAB, STUDIO}
    assert other.recording_id not in found


def test_what_one_takes_away_says_who_has_ones_recordings_and_nobody_elses(session):
    mine, anothers = allowing(), allowing()
    held(mine, end_product="language_course")
    held(anothers)
    (said,) = queries.exports_of(session, mine.performer_id)["recordings_handed_over"]
    assert said["recording"] == str(mine.recording_id)
    assert said["for"] == {"uses": ["evaluation"], "end_product": "language_course"}
    assert said["files"] == [FILE]


def test_a_stated_purpose_is_read_back_as_it_was_kept(session):
    grant = allowing()
    delivery = held(grant, recipient=STUDIO, models=("one", "two"), territories=("DE", "FR"))
    handed = queries.handed_over(session, [delivery])[delivery]
    stated = queries.stated(handed)
    assert stated.recipient == STUDIO
    asked = list(stated.purposes())
    assert len(asked) == 4
    assert {(each.model, each.territory) for each in asked} == {
        (model, place) for model in ("one", "two") for place in ("DE", "FR")
    }
