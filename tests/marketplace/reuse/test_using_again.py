"""What two sisters played for one client is wanted by another."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.decisions.deciding import decide
from consent.grants.models import Right
from consent.ledger.explaining.words import Use
from consent.recordings.models import Recording
from consent.rights.withdrawing import withdraw_recording
from consent.signing import actions as signing
from consent.terms.purpose import Purpose
from foundation import clock
from foundation.database import db
from foundation.errors import NotPermitted
from foundation.notices.models import Notice
from marketplace.budgets.models import Budget
from marketplace.casting.errors import LicenceMissing
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.chosen import chosen, counted
from marketplace.facts.models import Fact, FactKind
from marketplace.facts.settled import earned_by_recording
from marketplace.reuse import actions, answering, jobs
from marketplace.reuse.actions import NewReuse
from marketplace.reuse.errors import (
    AskedAlready,
    NoSuchPaper,
    NoSuchWork,
    NothingToCallOff,
    ReuseOrderNotFound,
)
from marketplace.reuse.models import ReuseLine, ReuseState
from tests.cast import RIVALLAB, sign_in
from tests.consent.licences.licensed import licensed
from tests.marketplace.renewals.ending import run
from tests.marketplace.reuse.wanted import (
    PURPOSE,
    a_paper,
    accepted,
    asked_all,
    fund,
    number_of,
    paper_of,
    signs,
    wanted,
)
from tests.marketplace.takes.played import to_judge

pytestmark = pytest.mark.usefixtures("session")
THEIRS = Purpose(
    client=RIVALLAB,
    use=Use.EVALUATION,
    end_product="companion",
    region="EU",
    subjects=("family",),
)


def recordings(take_id):
    session = db.session()
    session.rollback()
    return session.scalars(select(Recording.id).where(Recording.take_id == take_id)).all()


def permitted(take_id):
    """On the day on which the paper begins."""
    on = clock.now().date() + timedelta(days=14)
    found = decide(db.session(), recordings(take_id), THEIRS, on)
    db.session.rollback()
    return [not found.refusals(each) for each in recordings(take_id)]


def lines():
    db.session.rollback()
    return db.session().scalars(select(ReuseLine)).all()


def facts():
    db.session.rollback()
    kind = FactKind.ROYALTY.value
    return db.session().scalars(select(Fact).where(Fact.kind == kind)).all()


def budget(order):
    db.session.rollback()
    return db.session().scalars(select(Budget).where(Budget.order_id == order)).one()


def test_from_the_question_to_the_facts(cast):
    take_id = accepted(cast)
    order = wanted(cast, take_id, each=2_000)
    asked_all(order)
    assert permitted(take_id) == [False, False]
    signs(cast.omar, order)
    assert sorted(permitted(take_id)) == [False, True]
    signs(cast.mira, order)
    assert permitted(take_id) == [True, True]
    assert sorted(fact.performer_id for fact in facts()) == sorted([cast.omar.id, cast.mira.id])
    assert {(fact.amount_minor, fact.order_id, fact.client_id) for fact in facts()} == {
        (2_000, order, RIVALLAB)
    }
    assert {line.state for line in lines()} == {ReuseState.ALLOWED}
    assert budget(order).committed_minor == 2 * 2_300


def test_it_is_on_the_rights_card(client, cast):
    take_id = accepted(cast)
    order = wanted(cast, take_id, each=2_000)
    asked_all(order)
    signs(cast.omar, order)
    ours = [fact.recording_id for fact in facts()]
    earned = earned_by_recording(db.session(), cast.omar.id, ours)
    assert [each.amount_minor for each in earned[ours[0]]] == [1_500 + 30_000 + 2_000]
    db.session.rollback()
    sign_in(client, cast.omar)
    assert "€335.00" in client.get(f"/rights/{ours[0]}").text


@pytest.mark.parametrize(("months", "renewal"), [(12, 0), (60, 20_000)])
def test_the_least_is_by_what_was_signed(cast, months, renewal):
    """Of 315 euros earned the royalty, two and a half in a hundred; and the renewal that was
    signed, where the new paper goes on longer."""
    wanted(cast, accepted(cast), version_id=a_paper(months=months))
    assert {line.least_minor for line in lines()} == {788 + renewal}
    assert all(line.price_minor == line.least_minor for line in lines())


def test_who_refuses_costs_nothing_and_keeps_the_take_from_the_other(cast):
    take_id = accepted(cast)
    order = wanted(cast, take_id, each=2_000)
    asked_all(order)
    signing.refuse(paper_of(order, cast.mira), actor=cast.mira.actor)
    signs(cast.omar, order)
    assert sorted(permitted(take_id)) == [False, True]
    assert [fact.performer_id for fact in facts()] == [cast.omar.id]
    assert budget(order).committed_minor == 2_300
    notice = db.session().scalars(select(Notice).where(Notice.kind == "reuse.answered")).one()
    assert "1 allow it, 1 do not" in notice.text


def test_silence_is_no(cast):
    take_id = accepted(cast)
    order = wanted(cast, take_id, each=2_000)
    asked_all(order)
    clock.move(timedelta(days=16))
    run(jobs.lapse)
    assert {line.state for line in lines()} == {ReuseState.LAPSED}
    assert budget(order).committed_minor == 0
    assert facts() == []


def test_nobody_is_asked_before_the_money_is_there(cast):
    take_id = accepted(cast)
    order = wanted(cast, take_id, each=2_000)
    assert run(jobs.ask) == "0 asked"
    fund(order)
    assert run(jobs.ask) == "2 asked"
    assert run(jobs.ask) == "0 asked"


def test_what_was_withdrawn_meanwhile_is_left_out(cast):
    take_id = accepted(cast)
    order = wanted(cast, take_id, each=2_000)
    asked_all(order)
    db.session.rollback()
    (mine,) = db.session().scalars(
        select(Right.recording_id).where(Right.performer_id == cast.omar.id).distinct()
    )
    db.session.rollback()
    withdraw_recording(mine, actor=cast.omar.actor)
    with pytest.raises(Exception, match="None of these recordings"):
        signs(cast.omar, order)
    assert facts() == []


def test_without_the_gate_of_the_signature_nothing_is_paid(cast, monkeypatch):
    """The planted fault: were an answer not followed, the right would never begin."""
    take_id = accepted(cast)
    order = wanted(cast, take_id, each=2_000)
    asked_all(order)
    monkeypatch.setattr(answering, "_of", lambda session, agreement: None)
    signs(cast.omar, order)
    assert permitted(take_id) == [False, False]


def test_the_same_is_asked_once_at_a_time(cast):
    take_id, version = accepted(cast), a_paper()
    wanted(cast, take_id, version_id=version)
    again = NewReuse(number=number_of(take_id), version_id=version, purpose=PURPOSE)
    with pytest.raises(AskedAlready, match="RU-"):
        actions.ask_to_use_again(again, actor=cast.rolf.actor)


def test_what_is_not_paid_for_is_called_off(cast):
    order = wanted(cast, accepted(cast))
    with pytest.raises(ReuseOrderNotFound):
        actions.call_off(order, actor=cast.ada.actor)
    assert actions.call_off(order, actor=cast.rolf.actor) == 2
    with pytest.raises(NothingToCallOff):
        actions.call_off(order, actor=cast.rolf.actor)


def test_what_is_not_there_cannot_be_asked_for(cast):
    take_id = to_judge(cast)
    licensed(cast.rolf)
    new = NewReuse(number=number_of(take_id), version_id=a_paper(), purpose=PURPOSE)
    with pytest.raises(NoSuchWork):
        actions.ask_to_use_again(new, actor=cast.rolf.actor)
    with pytest.raises(NoSuchWork):
        actions.ask_to_use_again(replace(new, number="SR-1"), actor=cast.rolf.actor)


def test_only_papers_for_a_use_without_prices_of_their_own(cast):
    take_id = accepted(cast)
    priced = a_paper(prices={Use.EVALUATION: 100})
    with pytest.raises(NoSuchPaper):
        wanted(cast, take_id, version_id=priced)


def test_without_a_licence_nobody_asks(cast):
    new = NewReuse(number=number_of(accepted(cast)), version_id=a_paper(), purpose=PURPOSE)
    with pytest.raises(LicenceMissing):
        actions.ask_to_use_again(new, actor=cast.rolf.actor)


@pytest.mark.parametrize("who", ["ben", "vera", "omar", "fay", "cora", "admin"])
def test_only_who_signs_for_a_client_asks(cast, who):
    new = NewReuse(number="SR-1", version_id=cast.omar.id, purpose=PURPOSE)
    with pytest.raises(NotPermitted):
        actions.ask_to_use_again(new, actor=getattr(cast, who).actor)


def test_the_pages(client, cast):
    take_id, version = accepted(cast), a_paper()
    licensed(cast.rolf)
    number = number_of(take_id)
    sign_in(client, cast.rolf)
    assert "You have not asked to use anything again yet" in client.get("/reuse").text
    asking = {"number": number, "version_id": str(version), "amount": "20"}
    price = client.get("/reuse/price", query_string=asking).text
    assert "€46.00" in price
    assert "Performer 2" in price
    for said in ({**asking, "amount": ""}, {"number": number, "version_id": str(version)}):
        by_the_terms = client.get("/reuse/price", query_string=said)
        assert (by_the_terms.status_code, "Performer 2" in by_the_terms.text) == (200, True)
    short = client.post("/reuse", data={**asking, "purpose": "x"})
    assert short.status_code == 422
    done = client.post("/reuse", data={**asking, "purpose": PURPOSE}, follow_redirects=True)
    assert "Written down" in done.text
    assert "Pay for it" in done.text
    twice = client.post("/reuse", data={**asking, "purpose": PURPOSE})
    assert (twice.status_code, "asks for this already" in twice.text) == (409, True)
    wrong = client.get("/reuse/price", query_string={**asking, "number": "SR-9"})
    assert (wrong.status_code, "no gig with this number" in wrong.text) == (422, True)


def test_what_all_of_them_allowed_may_be_chosen_for_a_dataset(cast):
    """By whoever they allowed it to, from the day on which the paper begins; what the first client
    paid is not told."""
    take_id = accepted(cast)
    choice = Choice(
        uses=(Use.EVALUATION,), end_product="companion", regions=("EU",), subjects=("family",)
    )
    order = wanted(cast, take_id, each=2_000)
    asked_all(order)
    signs(cast.omar, order)
    clock.move(timedelta(days=14))
    assert not chosen(db.session(), RIVALLAB, choice).takes
    db.session.rollback()
    clock.move(timedelta(days=-14))
    signs(cast.mira, order)
    clock.move(timedelta(days=14))
    (found,) = chosen(db.session(), RIVALLAB, choice).takes
    assert found.take_id == take_id
    earned = counted(db.session(), RIVALLAB, choice).earned
    assert [(each.amount_minor, each.currency) for each in earned] == [(4_000, "EUR")]
