"""Accepting is signing: one seat, one engagement, one contract; everybody else is told."""

import hashlib
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import select

from consent.ledger.explaining.words import Signature
from consent.signing.models import Agreement
from foundation.audit import AuditEvent
from foundation.database import db
from foundation.notices.models import Notice
from marketplace.casting import contracts, offering, queries, seats
from marketplace.casting.errors import OfferIsOver, PartIsFilled
from marketplace.casting.models import ApplicationState, Engagement, Seat
from marketplace.casting.models import OfferState as State
from marketplace.casting.terms import cost_of_seat, part_of
from marketplace.requests.content import SceneContent
from tests.databases.crowd import at_once
from tests.marketplace.casting.scene import (
    application,
    budget,
    crowd,
    offer,
    offered,
    opened,
    refuse,
    sign,
)

pytestmark = pytest.mark.usefixtures("session")
PLENTY = 50_000_000


@pytest.fixture
def gig(cast):
    return opened(cast, more=PLENTY)


def test_signing_the_paper_on_work_and_pay_engages_on_the_terms_of_the_offer(cast, gig):
    made = offered(gig, cast.omar, cast.ben)
    sign(made, cast.omar)
    (engagement,) = queries.engagements_of(db.session(), gig)
    kept = offer(made)
    assert engagement.id == kept.engagement_id
    assert (engagement.terms, engagement.terms_hash) == (kept.terms, kept.terms_hash)
    assert (kept.state, application(kept.application_id).state) == (
        State.ACCEPTED,
        ApplicationState.ENGAGED,
    )
    told = db.session().query(Notice).filter_by(kind="casting.accepted").all()
    assert {row.account_id for row in told} == {cast.ada.id, cast.ben.id}


def test_an_optional_paper_alone_engages_nobody_and_can_be_signed_later(cast, gig):
    made = offered(gig, cast.omar, cast.ben)
    sign(made, cast.omar, Signature.GENERATIVE_TRAINING)
    assert offer(made).state is State.OPEN
    second = offered(gig, cast.mira, cast.ben, "lena")
    sign(second, cast.mira)
    sign(second, cast.mira, Signature.GENERATIVE_TRAINING)
    assert [each.performer_id for each in queries.engagements_of(db.session(), gig)] == [
        cast.mira.id
    ]


def test_refusing_the_paper_on_work_and_pay_declines_the_offer(cast, gig):
    made = offered(gig, cast.omar, cast.ben)
    refuse(made, cast.omar)
    assert offer(made).state is State.DECLINED
    assert budget(gig).committed.amount_minor == 0
    with pytest.raises(OfferIsOver):
        sign(made, cast.omar)


def test_what_was_withdrawn_cannot_be_signed(cast, gig):
    made = offered(gig, cast.omar, cast.ben)
    offering.withdraw_offer(made, actor=cast.ben.actor)
    with pytest.raises(OfferIsOver, match="was withdrawn"):
        sign(made, cast.omar)
    assert signed_papers() == 0


def test_the_contract_is_there_with_the_engagement_and_is_what_its_hash_says(cast, gig):
    made = offered(gig, cast.omar, cast.ben)
    sign(made, cast.omar)
    session, engagement = db.session(), offer(made).engagement_id
    document = contracts.document(session, engagement)
    kept = queries.contract_of(session, engagement)
    assert document.startswith(b"%PDF")
    assert kept.hash == "sha256:" + hashlib.sha256(document).hexdigest()
    recorded = select(AuditEvent).where(AuditEvent.action == "contract.made")
    assert session.scalars(recorded).one().details["hash"] == kept.hash
    assert queries.with_contract(session, [engagement]) == {engagement}


def test_the_contract_says_the_six_things_that_the_law_asks_for(cast, gig):
    made = offered(gig, cast.omar, cast.ben)
    sign(made, cast.omar)
    session = db.session()
    engagement = session.get_one(Engagement, offer(made).engagement_id)
    said = contracts.content_of(session, engagement)
    parties, pay = dict(said["parties"]), dict(said["pay"])
    assert (parties["Performer"], parties["Client"]) == ("Omar", "Northlab")
    assert "omar@example.org" in parties["Address of the performer"]
    assert ["Hours, de-roling included", "€380.00"] in said["lines"]
    assert pay["Rate"] == "€60.00 an hour"
    assert pay["Latest pay date as planned"] == "14 May 2026"
    assert "7 May 2026" in pay["List of services"]


def sixteen_accept(app: Flask, cast) -> tuple[list[object], list, object]:
    gig = opened(cast, more=PLENTY)
    people = crowd(16)
    made = [offered(gig, each, cast.ben) for each in people]
    db.session.rollback()
    outcomes = at_once(app, 16, lambda number: sign(made[number], people[number]))
    return outcomes, made, gig


@pytest.mark.usefixtures("each_connection")
def test_of_sixteen_at_once_one_has_the_seat_and_everybody_else_is_told(app, cast):
    outcomes, made, gig = sixteen_accept(app, cast)
    assert outcomes.count(None) == 1, outcomes
    assert {type(each) for each in outcomes if each is not None} == {PartIsFilled}
    assert len(queries.engagements_of(db.session(), gig)) == 1
    states = [offer(each).state for each in made]
    assert (states.count(State.ACCEPTED), states.count(State.FILLED)) == (1, 15)
    told = db.session().query(Notice).filter_by(kind="casting.offer_ended").all()
    assert len({row.account_id for row in told}) == 15
    terms = SceneContent.read(offer(made[0]).terms)
    assert budget(gig).committed == cost_of_seat(terms, part_of(terms, "rosa"))
    assert signed_papers() == 1


def test_seats_that_never_run_out_would_be_found(app, cast, monkeypatch):
    """The planted fault: whoever looks sees a seat more."""
    planted = count(1)
    monkeypatch.setattr(seats, "free", lambda *_: [next(planted)])
    outcomes, _, gig = sixteen_accept(app, cast)
    assert outcomes.count(None) > 1
    assert len(queries.engagements_of(db.session(), gig)) > 1


@pytest.mark.usefixtures("each_connection")
def test_without_the_lock_the_seats_key_still_keeps_the_second_out(cast):
    """Both have read that the seat is free; one of them takes it."""
    gig = opened(cast, more=PLENTY)
    first, second = (offered(gig, each, cast.ben) for each in (cast.omar, cast.mira))
    sign(first, cast.omar)
    session = db.session()
    (seat,) = session.scalars(select(Seat)).all()
    content = SceneContent.read(offer(second).terms)
    with pytest.raises(PartIsFilled):
        seats.take(session, gig, part_of(content, "rosa"), offer(second).engagement_id)
    assert seat.engagement_id == offer(first).engagement_id


def signed_papers() -> int:
    db.session.rollback()
    return db.session().query(Agreement).filter_by(state="signed").count()
