"""An agent applies and negotiates in a performer's place as far as the mandate goes, and never
signs."""

import pytest
from sqlalchemy import select

from consent.signing.models import Agreement
from foundation.clock import hold
from foundation.database import db
from foundation.errors import NotFound
from foundation.notices.models import Notice
from marketplace.casting import acting_for, offering
from marketplace.casting.applying import Written
from marketplace.casting.models import ApplicationState, DeclineReason, OfferState
from tests.cast import sign_in
from tests.marketplace.casting.scene import MORE, application, offer, offered, opened, paper_of
from tests.marketplace.profiles.known import mandate

WRITTEN = Written("rosa", "She has a sister.")


@pytest.fixture
def gig(app, session, cast):
    return opened(cast)


def told(person):
    db.session.rollback()
    return set(db.session().scalars(select(Notice.kind).where(Notice.account_id == person.id)))


def test_what_an_agent_applies_for_is_the_performers_own(gig, cast, client):
    held = mandate(cast.omar, cast.otto)
    sign_in(client, cast.otto)
    way = f"/mandates/{held}/gigs/{gig}/apply"
    assert way in client.get(f"/gigs/{gig}").text
    assert client.post(way, data={"part": "rosa", "note": ""}).status_code == 422
    assert client.post(way, data={"part": "rosa", "note": "She has a sister."}).status_code == 303
    assert "casting.applied_for_you" in told(cast.omar)
    sign_in(client, cast.omar)
    assert "Rosa" in client.get("/applications").text


def test_an_agent_answers_an_offer_once_and_the_client_hears_the_performer(gig, cast, client):
    made = offered(gig, cast.omar, cast.ben)
    held = mandate(cast.omar, cast.otto, may_negotiate=True)
    sign_in(client, cast.otto)
    way = f"/mandates/{held}/offers/{made}"
    assert way in client.get(f"/mandates/{held}/applications").text
    assert client.post(f"{way}/terms", data={"hourly": "1", "take": "15"}).status_code == 422
    assert client.post(f"{way}/terms", data={"hourly": "70", "take": "15"}).status_code == 303
    assert offer(made).state is OfferState.COUNTERED
    assert "casting.answered_for_you" in told(cast.omar)
    again = offering.make_offer(offer(made).application_id, MORE, actor=cast.ben.actor)
    acting_for.decline_for(held, again, DeclineReason.PAY, actor=cast.otto.actor)
    assert application(offer(again).application_id).state is ApplicationState.WITHDRAWN


def test_signing_is_no_agents(gig, cast, client):
    made = offered(gig, cast.omar, cast.ben)
    mandate(cast.omar, cast.otto, may_negotiate=True)
    sign_in(client, cast.otto)
    paper = db.session().get_one(Agreement, paper_of(made))
    assert client.get(f"/sign/{paper.id}").status_code == 404


@pytest.mark.parametrize("wrong", ["not given", "ended", "over", "somebody else's"])
def test_nothing_beyond_the_mandate(gig, cast, client, wrong):
    made = offered(gig, cast.mira, cast.ben, "lena")
    whole = wrong != "not given"
    held = mandate(cast.omar, cast.otto, may_apply=whole, may_negotiate=whole)
    actor = cast.otto.actor
    if wrong == "ended":
        sign_in(client, cast.omar)
        client.post(f"/mandates/{held}/end")
    elif wrong == "over":
        hold(offer(made).expires_at.replace(year=2027))
    elif wrong == "somebody else's":
        actor = cast.vera.actor
    with pytest.raises(NotFound):
        acting_for.apply_for(held, gig, WRITTEN, actor=actor)
    with pytest.raises(NotFound):
        acting_for.decline_for(held, made, DeclineReason.PAY, actor=actor)


def test_an_offer_to_another_is_not_theirs_to_answer(gig, cast):
    made = offered(gig, cast.mira, cast.ben, "lena")
    held = mandate(cast.omar, cast.otto, may_negotiate=True)
    with pytest.raises(NotFound):
        acting_for.counter_for(held, made, MORE, actor=cast.otto.actor)
    assert offer(made).state is OfferState.OPEN
