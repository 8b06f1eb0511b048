"""A performer appeals what compliance decided; somebody who did not decide it answers."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.ledger.explaining.words import Ending, Flaw, SuspensionCause
from consent.rights import ending_all, invalidating, pausing, standing
from consent.rights.appealing import Kind, appeal, appealable, deciders_about
from consent.rights.errors import AppealOpen, NothingToAppeal, RightNotFound
from consent.rights.queries import own_grants_of
from foundation import clock
from foundation.cases.desk.actions import close_case, hand_over, take_case
from foundation.cases.errors import OwnDecision
from foundation.cases.models import Case, CaseKind, CaseOutcome
from foundation.database import db
from foundation.notices.models import Notice
from foundation.workdays import after_working_days
from tests.cast import sign_in
from tests.consent.media.files import kept
from tests.consent.media.test_holding import hold
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("app")
DISPUTE = SuspensionCause.DISPUTE


@pytest.fixture
def grant(cast):
    (made,) = recorded(cast.omar.id)
    return made


@pytest.fixture
def paused(cast, grant):
    pausing.suspend_for_cause(grant.recording_id, DISPUTE, actor=cast.cora.actor)
    return grant


def case():
    db.session.rollback()
    return db.session.scalars(select(Case)).one()


def kinds(person, grant):
    db.session.rollback()
    mine = own_grants_of(db.session(), person.id, [grant.recording_id])
    return [each.kind for each in appealable(db.session(), mine)]


def say(person, grant, kind=Kind.SUSPENDED):
    return appeal(grant.recording_id, kind, "The dispute was settled.", actor=person.actor)


def test_each_decision_of_ours_may_be_appealed_and_ones_own_may_not(cast, grant):
    assert kinds(cast.omar, grant) == []
    pausing.suspend_recording(grant.recording_id, actor=cast.omar.actor)
    assert kinds(cast.omar, grant) == []
    pausing.suspend_for_cause(grant.recording_id, DISPUTE, actor=cast.cora.actor)
    kept(grant.recording_id)
    hold(grant.recording_id, cast.cora.actor)
    assert kinds(cast.omar, grant) == [Kind.SUSPENDED, Kind.HELD]
    flaw = Flaw.WRONG_PERSON
    found = invalidating.propose_invalidation(grant.id, flaw, "Wrong.", actor=cast.cora.actor)
    invalidating.confirm_invalidation(found, actor=cast.admin.actor)
    assert Kind.INVALIDATED in kinds(cast.omar, grant)


def test_it_opens_a_case_due_in_ten_working_days_with_the_decision_in_it(cast, paused):
    say(cast.omar, paused)
    opened = case()
    assert (opened.kind, opened.about) == (CaseKind.DISPUTE, f"/rights/{paused.recording_id}")
    assert opened.due_at == after_working_days(clock.now(), 10)
    told = {
        each.kind for each in db.session.scalars(select(Notice)) if each.subject_id == opened.id
    }
    assert told == {"case.opened", "case.given"}


def test_its_owner_did_not_decide_it_and_nobody_who_did_takes_or_closes_it(cast, paused):
    say(cast.omar, paused)
    opened = case()
    assert opened.owner_id not in {None, cast.cora.id, cast.omar.id}
    owner = cast.admin
    assert opened.owner_id == owner.id
    with pytest.raises(OwnDecision):
        hand_over(opened.id, cast.cora.id, actor=owner.actor)
    with pytest.raises(OwnDecision):
        close_case(
            opened.id, opened.version, "No.", outcome=CaseOutcome.DECLINED, actor=cast.cora.actor
        )
    version = case().version
    close_case(opened.id, version, "It goes on.", outcome=CaseOutcome.RESOLVED, actor=owner.actor)
    assert case().outcome is CaseOutcome.RESOLVED


def test_where_everybody_decided_it_waits_on_the_desk(cast, paused):
    hands = SuspensionCause.CLIENT_BREACH
    pausing.suspend_for_cause(paused.recording_id, hands, actor=cast.admin.actor)
    say(cast.omar, paused)
    opened = case()
    assert opened.owner_id is None
    for decider in (cast.cora, cast.admin):
        with pytest.raises(OwnDecision):
            take_case(opened.id, actor=decider.actor)


def test_whoever_paused_a_whole_client_or_ended_it_has_decided_too(cast, grant):
    about = f"/rights/{grant.recording_id}"
    assert deciders_about(db.session(), about) == set()
    standing.begin_pause_for_cause(DISPUTE, performer_id=cast.omar.id, actor=cast.cora.actor)
    assert deciders_about(db.session(), about) == {cast.cora.id}
    reason = "It is over."
    ending_all.terminate_grant(grant.id, Ending.ENGAGEMENT_ENDED, reason, actor=cast.admin.actor)
    assert deciders_about(db.session(), about) == {cast.cora.id, cast.admin.id}


def test_it_is_appealed_once_at_a_time(cast, paused):
    say(cast.omar, paused)
    with pytest.raises(AppealOpen):
        say(cast.omar, paused)


def test_nothing_else_is_appealed_and_by_nobody_else(cast, paused):
    with pytest.raises(NothingToAppeal):
        say(cast.omar, paused, Kind.INVALIDATED)
    with pytest.raises(RightNotFound):
        say(cast.mira, paused)


def test_from_the_recordings_page_to_the_outcome_on_it(client, cast, paused):
    sign_in(client, cast.omar)
    path = f"/rights/{paused.recording_id}"
    assert f'href="{path}/appeal"' in client.get(path).text
    wrong = client.post(f"{path}/appeal", data={"against": "suspended"})
    assert wrong.status_code == 422
    assert "Say what is wrong with it." in wrong.text
    form = {"against": "suspended", "note": "The dispute was settled."}
    assert (
        "We have your appeal"
        in client.post(f"{path}/appeal", data=form, follow_redirects=True).text
    )
    opened = case()
    page = client.get(path).text
    assert opened.number in page
    assert f'href="{path}/appeal"' not in page
    assert client.post(f"{path}/appeal", data=form).status_code == 409
    clock.move(timedelta(hours=1))
    close_case(
        opened.id, opened.version, "Right.", outcome=CaseOutcome.RESOLVED, actor=cast.admin.actor
    )
    sign_in(client, cast.omar)
    assert re.search(r"closed on .*resolved", client.get(path).text, re.DOTALL)
