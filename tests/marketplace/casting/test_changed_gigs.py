"""A gig that changes or ends tells everybody in it, and answers who asked for what is gone."""

from dataclasses import replace

import pytest

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.notices.models import Notice
from marketplace.casting import answering, reposting
from marketplace.casting.errors import GigIsOver
from marketplace.casting.models import ApplicationState as State
from marketplace.casting.models import OfferState
from marketplace.gigs import actions as gigs
from marketplace.gigs import closing
from marketplace.gigs import opening as gigs_opening
from marketplace.gigs.models import Gig, GigWindDown
from marketplace.requests.models import RequestVersion
from tests.cast import sign_in
from tests.marketplace.casting.scene import application, applied, offer, offered, opened, sign
from tests.marketplace.market import BRIEF, WINDOW, content, submitted


def told(person):
    db.session.rollback()
    rows = db.session().query(Notice).filter_by(account_id=person.id)
    return {row.kind for row in rows}


@pytest.fixture
def gig(app, session, cast):
    return opened(cast, more=500_000)


def repost(gig_id, cast, said):
    """As approving another version does it."""
    _, version_id = submitted(cast.ben, said)
    with transaction() as session:
        posted = session.get_one(Gig, gig_id)
        posted.version_id = session.get_one(RequestVersion, version_id).id
        session.flush()
        for step in gigs_opening.when_reposted:
            step(session, posted, SYSTEM)


def test_the_hooks_are_filled(app):
    assert reposting.when_reposted in gigs_opening.when_reposted
    assert reposting.when_winding_down in closing.when_winding_down


def test_who_waits_learns_that_the_terms_are_others(gig, cast):
    made = applied(gig, cast.omar)
    repost(gig, cast, content(brief=replace(BRIEF, takes=4)))
    assert "casting.terms_changed" in told(cast.omar)
    assert application(made).state is State.SUBMITTED


def test_who_asked_for_a_part_that_is_gone_is_answered(gig, cast):
    waiting = applied(gig, cast.omar, "lena")
    proposed = offered(gig, cast.mira, cast.ben, "lena")
    stays = applied(gig, cast.mira, "rosa")
    repost(gig, cast, content(brief=replace(BRIEF, parts=BRIEF.parts[:1])))
    assert application(waiting).state is State.DECLINED
    assert offer(proposed).state is OfferState.WITHDRAWN
    assert application(stays).state is State.SUBMITTED
    assert "casting.declined" in told(cast.omar)
    assert {"casting.offer_ended", "casting.terms_changed"} <= told(cast.mira)


def test_a_campaign_that_winds_down_tells_everybody_the_day(gig, cast):
    applied(gig, cast.omar)
    sign(offered(gig, cast.mira, cast.ben), cast.mira)
    with transaction() as session:
        posted = session.get_one(Gig, gig)
        row = GigWindDown(
            gig_id=gig,
            last_day=WINDOW.last_day,
            reason="Enough.",
            announced_by=cast.ben.id,
        )
        session.add(row)
        session.flush()
        for step in closing.when_winding_down:
            step(session, posted, cast.ben.actor)
    for person in (cast.omar, cast.mira):
        assert "casting.winding_down" in told(person)


def test_closing_answers_who_waits_and_tells_the_engaged_that_they_go_on(gig, cast):
    waiting = applied(gig, cast.omar, "lena")
    sign(offered(gig, cast.mira, cast.ben), cast.mira)
    gigs.close_gig(gig, "Cast.", actor=cast.ben.actor)
    assert application(waiting).state is State.DECLINED
    assert "casting.gig_closed" in told(cast.mira)
    assert "casting.gig_closed" not in told(cast.omar)


def test_cancelling_tells_the_engaged(gig, cast):
    sign(offered(gig, cast.mira, cast.ben), cast.mira)
    gigs.cancel_gig(gig, "Given up.", actor=cast.ben.actor)
    assert {"casting.cancelled"} <= told(cast.mira)
    assert "casting.gig_closed" not in told(cast.mira)


def test_nobody_is_owed_an_answer_again_by_a_gig_that_ended(gig, cast):
    made = applied(gig, cast.omar)
    ben = cast.ben.actor
    answering.answer_applications(gig, [made], State.DECLINED, actor=ben)
    gigs.close_gig(gig, "Filled.", actor=ben)
    with pytest.raises(GigIsOver):
        answering.answer_applications(gig, [made], State.SHORTLISTED, actor=ben)
    with pytest.raises(GigIsOver):
        answering.undo_move(gig, actor=ben)
    assert application(made).state is State.DECLINED
    assert application(made).answer_due_at is None


def test_the_board_of_a_gig_that_ended_says_so(gig, cast, client):
    made = applied(gig, cast.omar)
    gigs.close_gig(gig, "Filled.", actor=cast.ben.actor)
    sign_in(client, cast.ben)
    moved = client.post(f"/casting/{gig}/move", data={"state": "kept", "chosen": str(made)})
    assert moved.status_code == 409
    assert "everybody has their answer" in moved.text
