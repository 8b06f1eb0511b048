"""Offers: frozen terms, money set aside, other terms once each way, and every end frees it."""

from dataclasses import replace

import pytest

from consent.signing.models import Agreement
from foundation.database import db
from foundation.notices.models import Notice
from marketplace.budgets.errors import BudgetTooSmall
from marketplace.casting import answering, applying, jobs, offering
from marketplace.casting.errors import (
    ApplicationNotFound,
    ApplicationNotInThatState,
    BelowPosted,
    CannotBeOffered,
    CounteredOnce,
    LicenceMissing,
    OfferIsOver,
    OfferNotFound,
)
from marketplace.casting.models import ApplicationState, DeclineReason
from marketplace.casting.models import OfferState as State
from marketplace.casting.terms import Proposed, cost_of_seat, part_of
from marketplace.gigs import actions as gigs
from marketplace.profiles.content import ProfileContent
from marketplace.requests.content import SceneContent
from marketplace.requests.words import Named
from tests.cast import sign_in
from tests.marketplace.casting.running import run
from tests.marketplace.casting.scene import (
    AS_POSTED,
    MORE,
    application,
    applied,
    budget,
    later,
    offer,
    offered,
    opened,
    sign,
)
from tests.marketplace.market import content, money, posted
from tests.marketplace.profiles import known

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def gig(cast):
    return opened(cast, more=500_000)


@pytest.fixture
def made(cast, gig):
    return offered(gig, cast.omar, cast.ben)


def told(kind):
    return {row.account_id for row in db.session().query(Notice).filter_by(kind=kind)}


def test_it_has_terms_a_hash_papers_and_money_with_the_fee(cast, gig, made):
    kept = offer(made)
    content = SceneContent.read(kept.terms)
    assert kept.terms_hash == content.hash
    assert budget(gig).committed == cost_of_seat(content, part_of(content, "rosa"))
    papers = db.session().query(Agreement).filter_by(engagement_id=kept.engagement_id).all()
    assert [paper.optional for paper in papers].count(False) == 1
    assert len(papers) == 2
    assert told("casting.offered") == {cast.omar.id}


def test_it_is_never_below_what_was_posted(cast, gig):
    made = applied(gig, cast.omar)
    with pytest.raises(BelowPosted) as refused:
        offering.make_offer(made, Proposed(5999, 1499), actor=cast.ben.actor)
    assert refused.value.sentences.keys() == {"hourly", "take"}


def test_more_than_the_budget_has_is_refused_and_nothing_stays(cast):
    gig = opened(cast)
    before = budget(gig).committed
    made = applied(gig, cast.omar)
    with pytest.raises(BudgetTooSmall):
        offering.make_offer(made, Proposed(900_000, 1500), actor=cast.ben.actor)
    assert budget(gig).committed == before
    assert application(made).state is ApplicationState.SUBMITTED


def test_without_a_signed_licence_nobody_is_offered_anything(cast):
    made = applied(posted(cast.ben, cast.cora), cast.omar)
    with pytest.raises(LicenceMissing):
        offering.make_offer(made, AS_POSTED, actor=cast.ben.actor)


def test_people_of_other_clients_cannot_offer_nor_answer(cast, gig, made):
    with pytest.raises(ApplicationNotFound):
        offering.make_offer(applied(gig, cast.mira), AS_POSTED, actor=cast.rolf.actor)
    with pytest.raises(OfferNotFound):
        offering.decline_offer(made, DeclineReason.PAY, actor=cast.mira.actor)
    with pytest.raises(OfferNotFound):
        offering.withdraw_offer(made, actor=cast.rolf.actor)


def test_a_second_offer_beside_an_open_one_is_refused(cast, made):
    with pytest.raises(ApplicationNotInThatState):
        offering.make_offer(offer(made).application_id, AS_POSTED, actor=cast.ben.actor)


def test_declining_frees_the_money_and_tells_the_client(cast, gig, made):
    offering.decline_offer(made, DeclineReason.PAY, actor=cast.omar.actor)
    assert (offer(made).state, offer(made).reason) == (State.DECLINED, "pay")
    assert budget(gig).committed == money(0)
    assert told("casting.refused") == {cast.ada.id, cast.ben.id}
    with pytest.raises(OfferIsOver):
        offering.withdraw_offer(made, actor=cast.ben.actor)


def test_what_was_withdrawn_waits_for_an_answer_again(cast, gig, made):
    offering.withdraw_offer(made, actor=cast.ben.actor)
    waiting = application(offer(made).application_id)
    assert waiting.state is ApplicationState.SHORTLISTED
    assert waiting.answer_due_at is not None
    assert budget(gig).committed == money(0)
    assert told("casting.offer_ended") == {cast.omar.id}


def test_what_ran_out_is_told_to_both_frees_the_money_and_takes_its_papers_back(cast, gig, made):
    later(5)
    assert run(jobs.expire_offers) == "1 expired"
    assert run(jobs.expire_offers) == "0 expired"
    assert offer(made).state is State.EXPIRED
    assert application(offer(made).application_id).state is ApplicationState.LAPSED
    assert budget(gig).committed == money(0)
    assert (told("casting.offer_ended"), told("casting.refused")) == (
        {cast.omar.id},
        {cast.ada.id, cast.ben.id},
    )
    assert run(jobs.lapse_papers) == "1 taken back"
    assert run(jobs.lapse_papers) == "0 taken back"
    with pytest.raises(Exception, match="lapsed already"):
        sign(made, cast.omar)


def test_other_terms_are_answered_once_each_way(cast, gig, made):
    answer = offering.counter_offer(made, MORE, actor=cast.omar.actor)
    assert offer(made).state is State.COUNTERED
    assert budget(gig).committed == money(0)
    with pytest.raises(CounteredOnce):
        offering.counter_offer(answer, MORE, actor=cast.omar.actor)
    last = offering.make_offer(offer(answer).application_id, MORE, actor=cast.ben.actor)
    assert offer(answer).state is State.COUNTERED
    assert SceneContent.read(offer(last).terms).pay.hourly_minor == 7000
    with pytest.raises(CounteredOnce):
        offering.counter_offer(last, MORE, actor=cast.omar.actor)
    sign(last, cast.omar)
    assert offer(last).state is State.ACCEPTED


def test_other_terms_may_be_declined_or_left_to_run_out(cast, gig, made):
    answer = offering.counter_offer(made, MORE, actor=cast.omar.actor)
    answering.decline_counter(answer, actor=cast.ben.actor)
    assert application(offer(answer).application_id).state is ApplicationState.DECLINED
    second = offered(gig, cast.mira, cast.ben, "lena")
    offering.counter_offer(second, MORE, actor=cast.mira.actor)
    later(5)
    run(jobs.expire_offers)
    assert application(offer(second).application_id).state is ApplicationState.DECLINED


def test_nobody_underbids_the_floor(cast, made):
    with pytest.raises(BelowPosted):
        offering.counter_offer(made, Proposed(100, 0), actor=cast.omar.actor)


def test_an_offer_names_a_sealed_client_to_its_performer_and_to_nobody_else(client, cast):
    said = content()
    usage = replace(said.usage, client=Named.SEALED, sector="speech")
    gig = opened(cast, replace(said, usage=usage))
    offered(gig, cast.omar, cast.ben)
    applied(gig, cast.mira)
    for person, knows in ((cast.omar, True), (cast.mira, False)):
        sign_in(client, person)
        page = client.get(f"/gigs/{gig}").get_data(as_text=True)
        assert ("Northlab" in page) is knows


def test_the_client_takes_back_only_its_own(cast, made):
    answer = offering.counter_offer(made, MORE, actor=cast.omar.actor)
    with pytest.raises(ApplicationNotInThatState):
        offering.withdraw_offer(answer, actor=cast.ben.actor)
    assert offer(answer).state is State.OPEN


def test_a_known_rule_of_their_place_stops_it(cast, gig):
    known.profile(cast.omar, "O. Harrow", ProfileContent(works_from="US-CA"))
    waits = applied(gig, cast.omar)
    with pytest.raises(CannotBeOffered) as refused:
        offering.make_offer(waits, AS_POSTED, actor=cast.ben.actor)
    assert "employee" in str(refused.value)
    assert not budget(gig).committed.amount_minor


def test_what_nobody_knows_of_a_place_is_said_before(cast, gig, client):
    sign_in(client, cast.ben)
    page = client.get(f"/casting/applications/{applied(gig, cast.omar)}/offer")
    assert "not said where they work from" in page.text


def test_who_declines_an_offer_took_nothing_back(cast, gig, made, client):
    offering.decline_offer(made, DeclineReason.PAY, actor=cast.omar.actor)
    taken_back = applied(gig, cast.omar, "lena")
    applying.withdraw_application(taken_back, actor=cast.omar.actor)
    sign_in(client, cast.omar)
    said, other = (
        client.get(f"/applications/{each}").text
        for each in (offer(made).application_id, taken_back)
    )
    assert "You declined the offer" in said
    assert "You took it back" not in said
    assert "You took it back" in other
    assert "Offer declined" in client.get("/applications").text
    sign_in(client, cast.ben)
    assert (
        "Offer declined" in client.get(f"/casting/applications/{offer(made).application_id}").text
    )


@pytest.mark.parametrize("state", ["paused", "closed", "cancelled"])
def test_a_board_says_how_it_stands_with_its_gig(cast, gig, client, state):
    do = {"paused": gigs.pause_gig, "closed": gigs.close_gig, "cancelled": gigs.cancel_gig}[state]
    do(gig, "It is full.", actor=cast.ben.actor)
    sign_in(client, cast.ben)
    assert state.capitalize() in client.get("/casting").text
    assert state in client.get(f"/casting/{gig}").text
