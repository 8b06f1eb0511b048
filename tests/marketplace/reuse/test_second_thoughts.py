"""Using again, where somebody thinks better of it, waits, or asks for more than there is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.agreements.planned import last_day
from consent.grants.models import Right
from consent.ledger.explaining.words import Exclusivity
from consent.minimums.models import AvoidedClient
from consent.rights.withdrawing import withdraw_recording
from consent.signing import actions as signing
from consent.signing.models import Agreement, AgreementState
from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.errors import DomainError
from foundation.money import Money
from marketplace.budgets import steps as budgets
from marketplace.facts.models import Fact, FactKind
from marketplace.reuse import actions, answering, jobs, pricing
from marketplace.reuse.actions import NewReuse
from marketplace.reuse.choosing import paper, work
from marketplace.reuse.errors import NoSuchWork
from marketplace.reuse.models import ReuseLine, ReuseState
from marketplace.reuse.queries import wanted_for
from tests.cast import RIVALLAB, sign_in
from tests.consent.agreements.plans import TRAINING
from tests.consent.licences import licensed as licences
from tests.consent.licences.licensed import licensed
from tests.marketplace.renewals.ending import run
from tests.marketplace.reuse.test_using_again import budget, facts, lines, permitted
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

pytestmark = pytest.mark.usefixtures("session")
ROYALTY, RENEWAL = 788, 20_000


def refuses(person, order):
    signing.refuse(paper_of(order, person), actor=person.actor)


def state_of(agreement_id):
    db.session.rollback()
    return db.session().get_one(Agreement, agreement_id).state


def taken_back(order):
    """All that is free of the money goes back to who paid it in."""
    with transaction() as session:
        free = budgets.budget_of(session, order).free
        less = Money(-free.amount_minor, free.currency)
        budgets.confirm(session, order, less, cause="refund", actor=SYSTEM)


def first_end():
    """The last day of what both sisters signed first."""
    db.session.rollback()
    (found,) = set(db.session().scalars(select(Right.ends_on)))
    db.session.rollback()
    return found


def days_before(end, months, days):
    """So many days before a paper of these months would end after that."""
    day = clock.now()
    while last_day(day.date() + timedelta(days=days), months) <= end:
        day += timedelta(days=1)
    clock.hold(day - timedelta(days=1))


def exclusive():
    limits = replace(TRAINING.limits, exclusivity=Exclusivity.EXCLUSIVE)
    return a_paper(limits=limits)


# --- Refused, and signed after all ---------------------------------------------------------------


def test_who_signs_after_refusing_is_paid_and_allows(cast):
    take_id = accepted(cast)
    order = wanted(cast, take_id, each=2_000)
    asked_all(order)
    refuses(cast.omar, order)
    assert budget(order).committed_minor == 2_300
    signs(cast.omar, order)
    signs(cast.mira, order)
    assert permitted(take_id) == [True, True]
    assert [fact.amount_minor for fact in facts()] == [2_000, 2_000]
    assert budget(order).committed_minor == 2 * 2_300


def test_nothing_is_signed_once_the_money_went_back(cast):
    take_id = accepted(cast)
    order = wanted(cast, take_id, each=2_000)
    asked_all(order)
    refuses(cast.omar, order)
    taken_back(order)
    with pytest.raises(DomainError, match="set aside"):
        signs(cast.omar, order)
    assert state_of(paper_of(order, cast.omar)) is AgreementState.REFUSED
    assert facts() == []


def test_who_was_asked_anew_signs_the_newer_paper_alone(cast):
    take_id, version = accepted(cast), a_paper()
    order = wanted(cast, take_id, each=2_000, version_id=version)
    asked_all(order)
    refuses(cast.omar, order)
    refuses(cast.mira, order)
    new = NewReuse(number=number_of(take_id), version_id=version, purpose=PURPOSE, each=2_000)
    again = actions.ask_to_use_again(new, actor=cast.rolf.actor)
    asked_all(again)
    with pytest.raises(DomainError, match="anew"):
        signs(cast.omar, order)
    signs(cast.omar, again)
    assert len(facts()) == 1


def test_what_is_not_asked_any_more_is_not_signed(cast):
    """As where the last day ends while somebody signs."""
    order = wanted(cast, accepted(cast), each=2_000)
    asked_all(order)
    with transaction() as session:
        for line in session.scalars(select(ReuseLine)):
            line.state = ReuseState.LAPSED
    with pytest.raises(DomainError, match="not asked"):
        signs(cast.omar, order)
    assert state_of(paper_of(order, cast.omar)) is AgreementState.REQUESTED


def test_the_planted_fault_of_a_signature_that_nobody_follows_is_seen(cast, monkeypatch):
    """Did a refusal end all following, somebody would sign away a use for nothing."""
    take_id = accepted(cast)
    order = wanted(cast, take_id, each=2_000)
    asked_all(order)
    refuses(cast.omar, order)
    with monkeypatch.context() as patched:
        patched.setattr(answering, "_of", lambda session, agreement: None)
        signs(cast.omar, order)
    assert state_of(paper_of(order, cast.omar)) is AgreementState.SIGNED
    assert facts() == []


# --- The price -----------------------------------------------------------------------------------


def test_a_royalty_is_of_what_was_earned_first_and_not_of_royalties(cast):
    take_id = accepted(cast)
    order = wanted(cast, take_id, each=50_000)
    asked_all(order)
    signs(cast.omar, order)
    session = db.session()
    again = actions.priced(session, work(session, number_of(take_id)), paper(session, a_paper()), 0)
    assert {each.least.amount_minor for each in again} == {ROYALTY}


def test_the_renewal_is_due_where_the_paper_itself_ends_later(cast):
    """It begins on the last day on which it can be signed, and ends so many months after that."""
    take_id, version = accepted(cast), a_paper(months=12)
    days_before(first_end(), 12, days=7)
    wanted(cast, take_id, version_id=version)
    assert {line.least_minor for line in lines()} == {ROYALTY + RENEWAL}


def test_who_waits_for_the_money_until_it_ends_later_owes_the_renewal(cast):
    take_id, version = accepted(cast), a_paper(months=12)
    days_before(first_end(), 12, days=44)
    order = wanted(cast, take_id, version_id=version)
    assert {line.price_minor for line in lines()} == {ROYALTY}
    clock.move(timedelta(days=40))
    fund_as_it_was = {line.price_minor for line in lines()}
    with transaction() as session:
        paid = Money(2 * 1_000, "EUR")
        budgets.confirm(session, order, paid, cause="paid", actor=SYSTEM)
    assert run(jobs.ask) == "0 asked"
    assert fund_as_it_was == {ROYALTY}
    assert {line.price_minor for line in lines()} == {ROYALTY + RENEWAL}
    fund(order)
    assert run(jobs.ask) == "2 asked"
    signs(cast.omar, order)
    assert [fact.amount_minor for fact in facts()] == [ROYALTY + RENEWAL]


def test_what_nobody_pays_for_is_priced_anew_within_the_hour_and_not_each_minute(cast):
    """So that its client reads what is due, and pays that at once."""
    take_id, version = accepted(cast), a_paper(months=12)
    days_before(first_end(), 12, days=44)
    order = wanted(cast, take_id, version_id=version)
    clock.move(timedelta(days=40))
    assert run(jobs.ask) == "0 asked"
    assert {line.price_minor for line in lines()} == {ROYALTY}
    assert run(jobs.price_waiting) == "2 priced anew"
    assert {line.price_minor for line in lines()} == {ROYALTY + RENEWAL}
    assert run(jobs.price_waiting) == "0 priced anew"
    fund(order)
    assert run(jobs.ask) == "2 asked"
    assert run(jobs.price_waiting) == "0 priced anew"


def test_nobody_is_asked_for_nothing(cast, monkeypatch, client):
    """As where all that was earned was by the hour, and no recording earned it."""
    take_id, version = accepted(cast), a_paper()
    monkeypatch.setattr(pricing, "_earned_first", lambda *_given: 0)
    with pytest.raises(DomainError, match="Offer an amount"):
        wanted(cast, take_id, version_id=version)
    sign_in(client, cast.rolf)
    asking = {"number": number_of(take_id), "version_id": str(version), "purpose": PURPOSE}
    refused = client.post("/reuse", data=asking)
    assert (refused.status_code, "Offer an amount" in refused.text) == (422, True)
    assert client.get("/reuse/price", query_string=asking).status_code == 200
    done = client.post("/reuse", data={**asking, "amount": "0.01"})
    assert done.status_code == 302


def test_nobody_pays_for_a_take_of_which_a_part_is_gone(cast):
    """What is left of the other sister is no take, and cannot be chosen."""
    take_id = accepted(cast)
    db.session.rollback()
    of = Right.recording_id
    (mine,) = db.session().scalars(select(of).where(Right.performer_id == cast.omar.id).distinct())
    db.session.rollback()
    withdraw_recording(mine, actor=cast.omar.actor)
    with pytest.raises(NoSuchWork):
        wanted(cast, take_id)


def test_what_is_shown_is_to_the_cent_what_is_set_aside(cast, client):
    take_id, version = accepted(cast), a_paper()
    licensed(cast.rolf)
    sign_in(client, cast.rolf)
    asking = {"number": number_of(take_id), "version_id": str(version), "amount": "10.03"}
    shown = client.get("/reuse/price", query_string=asking).text
    client.post("/reuse", data={**asking, "purpose": PURPOSE})
    db.session.rollback()
    orders = [line.order_id for line in lines()]
    assert wanted_for(db.session(), orders)[orders[0]] == Money(2_306, "EUR")
    assert "€23.06" in shown


# --- For themselves alone ------------------------------------------------------------------------


def test_what_others_may_use_is_nobodys_alone(cast):
    """The first client may go on with the same use: the paper would promise what is not so."""
    take_id, version = accepted(cast), a_paper()
    order = wanted(cast, take_id, each=2_000, version_id=version)
    asked_all(order)
    signs(cast.omar, order)
    licensed(cast.ada, licences.published(name="Ours"))
    alone = NewReuse(number=number_of(take_id), version_id=exclusive(), purpose=PURPOSE)
    with pytest.raises(DomainError, match="for yourselves alone"):
        actions.ask_to_use_again(alone, actor=cast.ada.actor)


def test_of_two_who_ask_at_once_only_one_is_alone(cast):
    """Both were asked while nobody had it; who signs for one has then promised it away."""
    take_id, version = accepted(cast), a_paper()
    order = wanted(cast, take_id, each=2_000, version_id=exclusive())
    licensed(cast.ada, licences.published(name="Ours"))
    other = NewReuse(number=number_of(take_id), version_id=version, purpose=PURPOSE, each=2_000)
    second = actions.ask_to_use_again(other, actor=cast.ada.actor)
    asked_all(order)
    asked_all(second)
    signs(cast.omar, order)
    with pytest.raises(DomainError, match="for themselves alone"):
        signs(cast.omar, second)
    assert len(facts()) == 1


def test_who_avoids_a_client_gets_no_paper_of_it_and_nobody_can_tell(cast):
    order = wanted(cast, accepted(cast), each=2_000)
    with transaction() as session:
        session.add(
            AvoidedClient(performer_id=cast.omar.id, name_key="rivallab", client_id=RIVALLAB)
        )
    fund(order)
    assert run(jobs.ask) == "2 asked"
    found = {line.performer_id: line for line in lines()}
    assert found[cast.omar.id].agreement_id is None
    assert found[cast.mira.id].agreement_id is not None
    assert len({(line.state, line.answer_by) for line in found.values()}) == 1
    clock.move(timedelta(days=16))
    run(jobs.lapse)
    assert {line.state for line in lines()} == {ReuseState.LAPSED}
    assert budget(order).committed_minor == 0


# --- Words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "purpose", ["Testing \u202eslairt fo dnik a models", "A model for fun \U0001fae8 and games"]
)
def test_what_no_paper_can_say_is_refused_before_anybody_pays(purpose, cast, client):
    take_id, version = accepted(cast), a_paper()
    licensed(cast.rolf)
    new = NewReuse(number=number_of(take_id), version_id=version, purpose=purpose)
    with pytest.raises(DomainError, match=r"printed|order"):
        actions.ask_to_use_again(new, actor=cast.rolf.actor)
    sign_in(client, cast.rolf)
    asking = {"number": number_of(take_id), "version_id": str(version), "purpose": purpose}
    refused = client.post("/reuse", data=asking)
    assert refused.status_code == 422


def test_no_kind_of_fact_is_a_royalty_but_this_one(cast):
    order = wanted(cast, accepted(cast), each=2_000)
    asked_all(order)
    signs(cast.omar, order)
    db.session.rollback()
    kinds = set(db.session().scalars(select(Fact.kind).where(Fact.order_id == order)))
    assert kinds == {FactKind.ROYALTY.value}
