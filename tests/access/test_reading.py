"""Looking changes nothing: a GET by everybody who may leaves every row as it was."""

import pytest

from tests.access.examining import Answer, questions
from tests.access.noted import LOOKS, noted
from tests.access.table import TABLE

READS = [row for row in TABLE if row.startswith(LOOKS)]
_AUDIT = {"foundation_audit_event", "foundation_audit_origin"}
_CONVERSATION = {"marketplace_conversation_reading"}
_SHOWN = _AUDIT | {"consent_rights_reading"}
_MARKED = _AUDIT | {"marketplace_conversation_reading"}
_TAKEN = {"marketplace_delivery_taking"}
MAY_WRITE = {
    "GET api_taking.Links": _TAKEN,
    "GET api_taking.Links in one's own": _TAKEN,
    "GET api_taking.Links to read": _TAKEN,
    "GET api_taking.Manifests": _TAKEN | _AUDIT,
    "GET api_taking.Manifests in one's own": _TAKEN | _AUDIT,
    "GET taking.file": _TAKEN,
    "GET taking.file in one's own": _TAKEN,
    "GET taking.file to read": _TAKEN,
    "GET taking.manifest": _TAKEN | _AUDIT,
    "GET taking.manifest in one's own": _TAKEN | _AUDIT,
    "GET api_projections.OfGrant": _AUDIT,
    "GET api_projections.OfRecording": _AUDIT | {"consent_status_link"},
    "GET api_played.OneTake": _AUDIT,
    "GET api_played.OneTake of a client": _AUDIT,
    "GET takes.of_booking": _AUDIT,
    "GET takes.take": _AUDIT,
    "GET takes.take of a client": _AUDIT,
    "GET api_bookings.CallSheet": _AUDIT,
    "GET api_bookings.CommonTimes": _AUDIT,
    "GET api_bookings.OneBooking": _AUDIT,
    "GET agents.applications": _SHOWN,
    "GET agents_bookings.page": _SHOWN,
    "GET api_agents.AgentApplications": _SHOWN,
    "GET api_agents_bookings.AgentBookings": _SHOWN,
    "GET api_invitations.GigInvitations": _SHOWN,
    "GET api_invitations.Invitable": _SHOWN,
    "GET api_casting.Applicants": _SHOWN,
    "GET api_casting.Notes": _SHOWN,
    "GET api_casting.OneApplicant": _SHOWN,
    "GET api_offers.Engagements": _SHOWN,
    "GET api_offers.Offers": _SHOWN,
    "GET api_offers.OneEngagement": _SHOWN,
    "GET api_offers.OneEngagement of a client": _SHOWN,
    "GET api_offers.OneOffer": _SHOWN,
    "GET api_offers.OneOffer of a client": _SHOWN,
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
    "GET take_checks.page": _AUDIT,
    "GET take_checks.page of a client": _AUDIT,
    "GET api_take_appeals.OneJudgement": _AUDIT,
    "GET api_take_appeals.OneJudgement of a client": _AUDIT,
    "GET second_opinions.take": _AUDIT,
    "GET self_reports.reports": _AUDIT,
    "GET self_reports.show": _AUDIT,
    "GET take_appeals.page": _AUDIT,
    "GET take_appeals.page of a client": _AUDIT,
    "GET api_messages.OneThread": _MARKED,
    "GET api_messages.OneThread of a client": _MARKED,
    "GET bundles.file": _AUDIT,
    "GET casting.application": _SHOWN,
    "GET casting.late": _SHOWN,
    "GET casting.show": _SHOWN,
    "GET inviting.page": _SHOWN,
    "GET reports.person": _SHOWN,
    "GET api_performers.OnePerformer": _AUDIT,
    "GET api_performers.Performers": _AUDIT,
    "GET api_hours.BookingLog": _AUDIT,
    "GET api_hours.OneTimesheet": _AUDIT,
    "GET api_hours.Timesheets": _AUDIT,
    "GET hours.booking": _AUDIT,
    "GET hours.booking of a client": _AUDIT,
    "GET hours.line": _AUDIT,
    "GET hours.page": _AUDIT,
    "GET identity.show": _AUDIT,
    "GET messages.show": _MARKED,
    "GET messages.show of a client": _MARKED,
    "GET messages.show that was reported": _MARKED,
    "GET licences.offer": _AUDIT | {"consent_licence_showing"},
    "GET performers.page": _AUDIT,
    "GET performers.show": _AUDIT,
    "GET oversight.recording": _SHOWN,
    "GET rights_search.page": _SHOWN,
    "GET sheets.document": _AUDIT,
    "GET sheets.page": _AUDIT,
    "GET samples.show": _SHOWN,
    "GET stories.page": _SHOWN,
    "GET api_messages.OneConversation": _AUDIT | _CONVERSATION,
    "GET api_messages.OneConversation of a client": _AUDIT | _CONVERSATION,
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
            assert noted(world, question).changed <= MAY_WRITE.get(row, set()), question


def test_a_change_would_be_found(world, monkeypatch):
    """The planted fault: reading a notice by looking at it."""
    row = "POST notices.read"
    monkeypatch.setattr("tests.access.noted.LOOKS", ("POST ",))
    monkeypatch.setattr(world, "noted", {})
    question = next(
        each for each in questions(world, row, TABLE[row]) if each.expected is Answer.DONE
    )
    assert noted(world, question).changed == {"foundation_notice"}
