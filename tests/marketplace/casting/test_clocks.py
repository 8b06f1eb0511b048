"""Nobody is left without an answer: reminded, escalated, answered; a gig that ends answers all."""

import pytest
from sqlalchemy import select

from foundation.database import db, transaction
from foundation.notices.models import Notice
from marketplace.casting import answering, closing, jobs
from marketplace.casting.errors import ApplicationNotInThatState, GigNotFound, NothingToUndo
from marketplace.casting.models import ApplicationState as State
from marketplace.casting.models import CastingStep, OfferState
from marketplace.casting.queries import engagements_of
from marketplace.gigs.actions import cancel_gig, close_gig
from marketplace.gigs.models import Gig
from tests.marketplace.casting.running import run
from tests.marketplace.casting.scene import (
    application,
    applied,
    budget,
    later,
    offer,
    offered,
    opened,
    sign,
)

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def gig(cast):
    return opened(cast, more=500_000)


def told(kind):
    db.session.rollback()
    return {row.account_id for row in db.session().query(Notice).filter_by(kind=kind)}


def test_the_client_is_reminded_once_two_days_before(cast, gig):
    applied(gig, cast.omar)
    later(22)
    assert run(jobs.remind) == "0 reminded"
    later(2)
    assert run(jobs.remind) == "1 reminded"
    assert run(jobs.remind) == "0 reminded"
    assert told("casting.answer_due") == {cast.ada.id, cast.ben.id}


def test_a_missed_answer_is_told_to_compliance_and_the_performer_once(cast, gig):
    applied(gig, cast.omar)
    later(26)
    assert run(jobs.escalate) == "1 late"
    assert run(jobs.escalate) == "0 late"
    assert cast.cora.id in told("casting.late")
    assert told("casting.answer_late") == {cast.omar.id}


def test_who_is_never_answered_is_answered_by_us(cast, gig):
    made = applied(gig, cast.omar)
    later(26)
    run(jobs.escalate)
    later(7)
    assert run(jobs.close_unanswered) == "1 closed"
    assert run(jobs.close_unanswered) == "0 closed"
    assert application(made).state is State.DECLINED
    assert told("casting.declined") == {cast.omar.id}


def test_an_answer_in_time_is_never_late(cast, gig):
    made = applied(gig, cast.omar)
    answering.answer_applications(gig, [made], State.DECLINED, actor=cast.ben.actor)
    later(60)
    assert run(jobs.escalate) == "0 late"


def test_a_shortlist_is_not_an_answer(cast, gig):
    made = applied(gig, cast.omar)
    answering.answer_applications(gig, [made], State.SHORTLISTED, actor=cast.cleo.actor)
    later(60)
    assert run(jobs.escalate) == "1 late"


def test_closing_a_gig_answers_everybody_and_frees_what_was_set_aside(cast, gig):
    waiting, made = applied(gig, cast.omar), offered(gig, cast.mira, cast.ben)
    with transaction() as session:
        closing.answer_everybody(session, session.get_one(Gig, gig), cast.ben.actor)
    assert application(waiting).state is State.DECLINED
    assert offer(made).state is OfferState.WITHDRAWN
    assert application(offer(made).application_id).state is State.DECLINED
    assert budget(gig).committed.amount_minor == 0
    assert told("casting.declined") == {cast.omar.id}
    assert told("casting.offer_ended") == {cast.mira.id}


def test_many_are_answered_at_once_and_put_back(cast, gig):
    made = [applied(gig, each) for each in (cast.omar, cast.mira)]
    assert answering.answer_applications(gig, made, State.KEPT, actor=cast.ben.actor) == 2
    assert {application(each).state for each in made} == {State.KEPT}
    assert answering.undo_move(gig, actor=cast.ada.actor) == 2
    assert {application(each).state for each in made} == {State.SUBMITTED}
    assert all(application(each).answer_due_at for each in made)
    with pytest.raises(NothingToUndo):
        answering.undo_move(gig, actor=cast.ben.actor)
    db.session.rollback()
    steps = db.session().scalars(
        select(CastingStep.state).where(CastingStep.application_id == made[0])
    )
    assert sorted(steps) == ["draft", "kept", "submitted", "undone"]


def test_what_was_moved_on_since_is_not_put_back(cast, gig):
    made = applied(gig, cast.omar)
    answering.answer_applications(gig, [made], State.SHORTLISTED, actor=cast.ben.actor)
    with transaction() as session:
        closing.answer_everybody(session, session.get_one(Gig, gig), cast.ben.actor)
    with pytest.raises(NothingToUndo):
        answering.undo_move(gig, actor=cast.ben.actor)


def test_all_or_none_are_answered(cast, gig):
    waiting, made = applied(gig, cast.omar), offered(gig, cast.mira, cast.ben)
    both = [waiting, offer(made).application_id]
    with pytest.raises(ApplicationNotInThatState):
        answering.answer_applications(gig, both, State.DECLINED, actor=cast.ben.actor)
    assert application(waiting).state is State.SUBMITTED


@pytest.mark.parametrize("who", ["rolf", "omar", "vera", "cora"])
def test_who_does_not_cast_for_it_cannot_answer(who, cast, gig):
    made = applied(gig, cast.omar)
    actor = getattr(cast, who).actor
    with pytest.raises(GigNotFound):
        answering.answer_applications(gig, [made], State.DECLINED, actor=actor)
    with pytest.raises(GigNotFound):
        answering.undo_move(gig, actor=actor)


def test_closing_a_gig_on_its_page_answers_everybody_in_the_same_act(cast, gig):
    waiting = applied(gig, cast.omar)
    close_gig(gig, "Everybody is found.", actor=cast.ben.actor)
    assert application(waiting).state is State.DECLINED
    assert told("casting.declined") == {cast.omar.id}


def test_who_is_engaged_stays_engaged_when_it_closes(cast, gig):
    sign(offered(gig, cast.mira, cast.ben), cast.mira)
    close_gig(gig, "Everybody is found.", actor=cast.ben.actor)
    assert len(engagements_of(db.session(), gig)) == 1


def test_cancelling_a_gig_ends_its_engagements_and_says_so(cast, gig):
    sign(offered(gig, cast.mira, cast.ben), cast.mira)
    cancel_gig(gig, "The money is gone.", actor=cast.ben.actor)
    assert told("casting.cancelled") == {cast.mira.id}
    assert engagements_of(db.session(), gig) == []
