"""Drafts: kept as they are typed, by one or by two at once; begun again from earlier ones."""

import pytest

from foundation.database import db
from foundation.errors import NotPermitted
from marketplace.requests import actions, copying, drafts, queries
from marketplace.requests.errors import NotInThatState, RequestNotFound, WrittenMeanwhile
from marketplace.requests.models import RequestKind
from marketplace.requests.sections import Section
from marketplace.requests.typed import mark
from tests.marketplace.requests.written import begun, request_of, sent, typed

pytestmark = pytest.mark.usefixtures("session")


def draft(request_id):
    return queries.draft_of(db.session(), request_of(request_id)).typed


def write(request_id, by, text, seen=None):
    seen = mark(draft(request_id), Section.BRIEF) if seen is None else seen
    said = {"title": text}
    drafts.save_section(request_id, Section.BRIEF, said, seen=seen, actor=by.actor)


@pytest.mark.usefixtures("each_database")
def test_nonsense_is_kept_as_it_was_typed(cast):
    request_id = drafts.begin_request(RequestKind.SCENES, actor=cast.ben.actor)
    said = {"hourly": "a lot", "no_such_field": "x"}
    drafts.save_section(
        request_id, Section.PAY, said, seen=mark({}, Section.PAY), actor=cast.ben.actor
    )
    assert draft(request_id) == {"pay": {"hourly": "a lot"}}


@pytest.mark.usefixtures("each_database")
def test_the_second_of_two_who_write_the_same_section_is_told_and_nothing_is_lost(cast):
    request_id = begun(cast.ben)
    before = mark(draft(request_id), Section.BRIEF)
    write(request_id, cast.ada, "Ada's (AI)", before)
    with pytest.raises(WrittenMeanwhile, match="Ada changed this section") as refused:
        write(request_id, cast.ben, "Ben's (AI)", before)
    assert refused.value.there == {"title": "Ada's (AI)"}
    assert draft(request_id)["brief"] == {"title": "Ada's (AI)"}


def test_what_stands_there_already_is_no_conflict(cast):
    """A page that saves by itself sends what its button sends too, and in any order."""
    request_id = begun(cast.ben)
    before = mark(draft(request_id), Section.BRIEF)
    write(request_id, cast.ben, "Ben's (AI)", before)
    write(request_id, cast.ben, "Ben's (AI)", before)
    assert draft(request_id)["brief"] == {"title": "Ben's (AI)"}


def test_two_who_write_different_sections_do_not_meet(cast):
    request_id = begun(cast.ben)
    seen = mark(draft(request_id), Section.PAY)
    write(request_id, cast.ada, "Ada's (AI)")
    said = {"hourly": "70"}
    drafts.save_section(request_id, Section.PAY, said, seen=seen, actor=cast.ben.actor)
    assert draft(request_id)["brief"] == {"title": "Ada's (AI)"}
    assert draft(request_id)["pay"] == said


def test_a_part_keeps_its_key_when_it_is_renamed(cast):
    request_id = begun(cast.ben, {"parts": {"parts": [{"name": "Röslein Rot"}, {"name": "文"}]}})
    parts = draft(request_id)["parts"]["parts"]
    assert [each["key"] for each in parts] == ["roslein-rot", "part"]
    renamed = {"parts": [{**parts[0], "name": "Rosa"}, {"name": "Röslein Rot"}]}
    drafts.save_sections(request_id, {Section.PARTS: renamed}, seen={}, actor=cast.ben.actor)
    keys = [each["key"] for each in draft(request_id)["parts"]["parts"]]
    assert keys == ["roslein-rot", "roslein-rot-2"]


def test_a_copy_says_all_but_the_days(cast):
    request_id = begun(cast.ben)
    copy = copying.copy_request(request_id, actor=cast.ada.actor)
    said = draft(copy)
    assert request_of(copy).copied_from == request_id
    assert said["brief"] == typed()["brief"]
    assert set(said["window"]) == {"zone", "bookings", "minutes"}


def test_a_viewer_reads_and_writes_nothing(cast):
    request_id = begun(cast.ben)
    assert queries.visible(db.session(), request_id, cast.vera.actor)
    with pytest.raises(NotPermitted):
        write(request_id, cast.vera, "Vera's (AI)")
    with pytest.raises(NotPermitted):
        drafts.begin_request(RequestKind.SCENES, actor=cast.vera.actor)


def test_to_a_rival_it_does_not_exist(cast):
    request_id = begun(cast.ben)
    for action in (
        lambda: write(request_id, cast.rolf, "Rolf's (AI)"),
        lambda: copying.copy_request(request_id, actor=cast.rolf.actor),
        lambda: actions.submit_request(request_id, actor=cast.rolf.actor),
        lambda: actions.withdraw_request(request_id, actor=cast.rolf.actor),
    ):
        with pytest.raises(RequestNotFound):
            action()


def test_what_compliance_looks_at_is_not_written(cast):
    request_id = sent(cast)
    with pytest.raises(NotInThatState):
        write(request_id, cast.ben, "Another (AI)")
