"""Looking changes nothing: a GET by everybody who may leaves every row as it was."""

import pytest

from tests.access.examining import Answer, prepare, questions, send
from tests.access.kept import changed, kept
from tests.access.table import TABLE

READS = [row for row in TABLE if row.startswith(("GET ", "HEAD ", "OPTIONS "))]
_AUDIT = {"foundation_audit_event", "foundation_audit_origin"}
_SHOWN = _AUDIT | {"consent_rights_reading"}
MAY_WRITE = {
    "GET api_projections.OfGrant": _AUDIT,
    "GET api_projections.OfRecording": _AUDIT | {"consent_status_link"},
    "GET arranging.cancel_page": _AUDIT,
    "GET arranging.find": _AUDIT,
    "GET arranging.gig": _AUDIT,
    "GET arranging.move_page": _AUDIT,
    "GET arranging.swap_page": _AUDIT,
    "GET auditing.export": _AUDIT,
    "GET auditing.page": _AUDIT,
    "GET api_compliance.Grants": _SHOWN,
    "GET api_compliance.OneStory": _SHOWN,
    "GET bookings.booking": _AUDIT,
    "GET bookings.booking of a client": _AUDIT,
    "GET bookings.page": _AUDIT,
    "GET bundles.file": _AUDIT,
    "GET casting.application": _SHOWN,
    "GET casting.late": _SHOWN,
    "GET casting.show": _SHOWN,
    "GET reports.person": _SHOWN,
    "GET identity.show": _AUDIT,
    "GET licences.offer": _AUDIT | {"consent_licence_showing"},
    "GET oversight.recording": _SHOWN,
    "GET rights_search.page": _SHOWN,
    "GET sheets.document": _AUDIT,
    "GET sheets.page": _AUDIT,
    "GET samples.show": _SHOWN,
    "GET stories.page": _SHOWN,
    "GET api_papers.Receipt": _AUDIT,
    "GET signing.document": _AUDIT,
    "GET signing.paper": {*_AUDIT, "consent_agreement_showing"},
    "GET signing.receipt": _AUDIT,
    "GET signing.signed": _AUDIT,
    "GET api_media.ViewingBytes": {"consent_media_reading"},
    "GET api_media.ViewingBytes of one's own": {"consent_media_reading"},
    "GET media.keeping": _AUDIT,
    "GET media.read_bytes": {"consent_media_reading"},
    "GET media.read_bytes of one's own": {"consent_media_reading"},
    "GET media.viewings": _AUDIT,
    "GET recalls.page": _AUDIT,
    "GET recalls.page of another": _AUDIT,
    "GET delegated.read_delegated": _AUDIT,
    "GET projections.of_grant": _AUDIT,
    "GET projections.of_recording": _AUDIT | {"consent_status_link"},
    "GET threads.evidence": _AUDIT,
    "GET threads.page": _AUDIT,
}
"""Where the looking itself is on record."""


@pytest.mark.parametrize("row", READS)
def test_looking_changes_nothing(world, row):
    for question in questions(world, row, TABLE[row]):
        if question.expected is Answer.DONE:
            asked = prepare(world, question)
            before = kept(world.file)
            send(world, asked)
            assert changed(before, kept(world.file)) <= MAY_WRITE.get(row, set()), question
            world.put_back()


def test_a_change_would_be_found(world):
    row = "POST notices.read_all"
    question = next(
        each for each in questions(world, row, TABLE[row]) if each.expected is Answer.DONE
    )
    TABLE["POST notices.read"].make(question.asker.person)
    asked = prepare(world, question)
    before = kept(world.file)
    send(world, asked)
    assert changed(before, kept(world.file)) == {"foundation_notice"}
    world.put_back()
