"""Submitting, approving and returning: who may, what is judged again, who is told."""

import pytest

from consent.ledger.explaining.words import Ending
from consent.licences.ending import terminate_licence
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotPermitted
from foundation.hooks import waiting
from foundation.notices import queries as notices
from marketplace.budgets.steps import find_budget
from marketplace.requests import actions, drafts, queries, reviewing
from marketplace.requests.comparing import differences
from marketplace.requests.errors import (
    AlreadyApproved,
    NoNotes,
    NotComplete,
    NotInThatState,
    RequestNotFound,
    VersionNotFound,
)
from marketplace.requests.models import RequestState
from marketplace.requests.routes import rows_in
from marketplace.requests.sections import Section
from tests.marketplace.requests.written import begun, covered, newest, request_of, sent, typed

pytestmark = pytest.mark.usefixtures("session")


def told(person):
    return [each.kind for each in notices.page(db.session(), person.id, only_unread=True).items]


def approve(request_id, by):
    reviewing.approve_request(request_id, newest(request_id), actor=by.actor)


def give_back(request_id, by, **notes):
    notes = {name.replace("__", "."): each for name, each in notes.items()}
    reviewing.return_request(request_id, newest(request_id), notes, actor=by.actor)


def test_what_is_submitted_is_a_version_and_compliance_is_told(cast):
    request_id = sent(cast)
    assert request_of(request_id).state is RequestState.SUBMITTED
    assert told(cast.cora).count("request.submitted") == 1
    (due,) = [each for each in waiting(db.session(), cast.cora.actor) if "SR-" in each.label]
    assert (due.due_at - now()).days == 2


def test_what_is_not_complete_is_not_submitted_and_says_all_of_it(cast):
    request_id = begun(cast.ben, typed(pay={"hourly": "1"}))
    with pytest.raises(NotComplete) as refused:
        actions.submit_request(request_id, actor=cast.ben.actor)
    assert set(refused.value.findings) == {"pay.hourly", "usage.papers"}
    assert queries.versions(db.session(), request_id) == []


def test_approval_opens_the_budget_and_both_sides_are_told(cast):
    request_id = sent(cast)
    approve(request_id, cast.cora)
    assert request_of(request_id).state is RequestState.APPROVED
    assert find_budget(db.session(), request_id) is not None
    assert "request.approved" in told(cast.ben)
    assert "budget.wanted" in told(cast.ada)


def test_a_licence_that_ended_since_stands_against_approval(cast):
    licence = covered(cast)
    request_id = begun(cast.ben)
    actions.submit_request(request_id, actor=cast.ben.actor)
    terminate_licence(licence, Ending.CLIENT_BREACH, "A clone was made.", actor=cast.cora.actor)
    with pytest.raises(Exception, match="no signed licence"):
        approve(request_id, cast.cora)
    assert request_of(request_id).state is RequestState.SUBMITTED


def test_notes_stand_at_their_fields_until_it_is_submitted_again(cast):
    request_id = sent(cast)
    give_back(request_id, cast.cora, pay__bonus_for="Say what it is for.")
    assert "request.returned" in told(cast.ben)
    notes = queries.notes_of(db.session(), request_of(request_id))
    assert notes == {"pay.bonus_for": "Say what it is for."}
    actions.submit_request(request_id, actor=cast.ben.actor)
    assert queries.notes_of(db.session(), request_of(request_id)) == {}


def test_without_a_note_nothing_is_returned(cast):
    request_id = sent(cast)
    with pytest.raises(NoNotes):
        give_back(request_id, cast.cora, pay__hourly="  ")


def test_nobody_approves_their_own(cast):
    request_id = sent(cast)
    own = type(cast.cora.actor)(cast.ben.id, "compliance", powers=cast.cora.actor.powers)
    with pytest.raises(NotPermitted):
        reviewing.approve_request(request_id, newest(request_id), actor=own)


def test_approving_twice_approves_once(cast):
    request_id = sent(cast)
    approve(request_id, cast.cora)
    with pytest.raises(NotInThatState):
        approve(request_id, cast.admin)


def test_a_version_of_another_request_is_not_judged_here(cast):
    first = sent(cast)
    second = begun(cast.ben)
    actions.submit_request(second, actor=cast.ben.actor)
    with pytest.raises(VersionNotFound):
        reviewing.approve_request(first, newest(second), actor=cast.cora.actor)


def test_a_draft_does_not_exist_for_compliance(cast):
    request_id = begun(cast.ben)
    with pytest.raises(RequestNotFound):
        queries.judged(db.session(), request_id, cast.cora.actor)


def test_two_versions_differ_in_words(cast):
    request_id = sent(cast)
    approve(request_id, cast.cora)
    said = typed()["pay"] | {"hourly": "75"}
    drafts.save_sections(request_id, {Section.PAY: said}, seen={}, actor=cast.ben.actor)
    actions.submit_request(request_id, actor=cast.ben.actor)
    new, old = (each.version for each in queries.versions(db.session(), request_id))
    (found,) = [
        each for each in differences(rows_in(old), rows_in(new)) if each.row.section is Section.PAY
    ]
    assert (found.row.label, found.before, found.after) == ("For an hour", "€60.00", "€75.00")


def test_what_was_approved_is_not_withdrawn_here(cast):
    request_id = sent(cast)
    approve(request_id, cast.cora)
    with pytest.raises(AlreadyApproved):
        actions.withdraw_request(request_id, actor=cast.ben.actor)


def test_what_is_withdrawn_is_not_judged_any_more(cast):
    request_id = sent(cast)
    actions.withdraw_request(request_id, actor=cast.ben.actor)
    with pytest.raises(NotInThatState):
        approve(request_id, cast.cora)
    with pytest.raises(NotInThatState):
        actions.withdraw_request(request_id, actor=cast.ben.actor)
