"""From draft to approved: versions are hashed and dated, nobody approves their own."""

import pytest

from foundation.database import db, transaction
from foundation.errors import NotPermitted
from marketplace.budgets.steps import budget_of
from marketplace.gigs.models import Gig
from marketplace.requests import steps
from marketplace.requests.errors import NotInThatState
from marketplace.requests.models import (
    RequestState,
    RequestVersion,
    SceneRequest,
    Verdict,
)
from tests.marketplace.market import approved, content, posted, submitted

pytestmark = pytest.mark.usefixtures("session")


def reviewed(request_id, version_id, verdict, by):
    with transaction() as session:
        steps.review(
            session,
            session.get_one(SceneRequest, request_id),
            session.get_one(RequestVersion, version_id),
            verdict,
            {"pay": "Say what the bonus is for."},
            actor=by.actor,
        )


def test_numbers_follow_each_other(cast):
    first, second = submitted(cast.ben)[0], submitted(cast.ben)[0]
    numbers = [db.session().get_one(SceneRequest, each).number for each in (first, second)]
    assert numbers == ["SR-2026-00001", "SR-2026-00002"]


def test_what_was_submitted_is_kept_with_its_hash(cast):
    said = content()
    version = db.session().get_one(RequestVersion, submitted(cast.ben, said)[1])
    assert version.hash == said.hash
    assert version.scene() == said


def test_the_first_approval_opens_an_empty_budget(cast):
    request_id = approved(cast.ben, cast.cora)
    assert budget_of(db.session(), request_id).confirmed_minor == 0


def test_what_is_returned_can_be_submitted_again_as_the_next_version(cast):
    request_id, version_id = submitted(cast.ben)
    reviewed(request_id, version_id, Verdict.RETURNED, cast.cora)
    said = content()
    with transaction() as session:
        request = session.get_one(SceneRequest, request_id)
        again = steps.submit(session, request, said, actor=cast.ben.actor)
        assert again.number == 2


def test_nobody_approves_what_they_submitted(cast):
    request_id, version_id = submitted(cast.ben)
    with pytest.raises(NotPermitted):
        reviewed(request_id, version_id, Verdict.APPROVED, cast.ben)


def test_what_is_being_looked_at_is_not_submitted_again(cast):
    (request_id, _), said = submitted(cast.ben), content()
    with transaction() as session, pytest.raises(NotInThatState):
        steps.submit(session, session.get_one(SceneRequest, request_id), said, actor=cast.ben.actor)


def test_a_review_of_the_version_before_is_refused(cast):
    request_id, version_id = submitted(cast.ben)
    reviewed(request_id, version_id, Verdict.APPROVED, cast.cora)
    with pytest.raises(NotInThatState):
        reviewed(request_id, version_id, Verdict.RETURNED, cast.cora)


def test_while_a_change_waits_the_approved_version_holds(cast):
    request_id = approved(cast.ben, cast.cora)
    before = db.session().get_one(SceneRequest, request_id).approved_version_id
    said = content()
    with transaction() as session:
        steps.submit(session, session.get_one(SceneRequest, request_id), said, actor=cast.ben.actor)
    request = db.session().get_one(SceneRequest, request_id)
    assert request.state is RequestState.SUBMITTED
    assert request.approved_version_id == before


def test_a_gig_says_what_it_is_searched_by(cast):
    gig = db.session().get_one(Gig, posted(cast.ben, cast.cora))
    assert gig.title == "Two sisters and a lost letter (AI training)"
    assert gig.intensity == 2
    assert bin(gig.emotions).count("1") == 3
    assert bin(gig.uses).count("1") == 3
