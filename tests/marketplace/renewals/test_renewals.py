"""A client asks for what ends, sets money aside, performers decide, and are paid."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, true

from consent.decisions.deciding import decide
from consent.grants.models import Right, State
from consent.ledger.explaining.words import Use
from consent.rights import renewing
from consent.rights.jobs import offer_renewals
from consent.rights.models import RenewalOffer
from consent.rights.renewing import accept_renewal, decline_renewal
from consent.rights.withdrawing import withdraw_recording
from consent.terms.purpose import Purpose
from foundation import clock
from foundation.errors import NotPermitted
from foundation.jobs import SomeFailed
from foundation.notices.models import Notice
from marketplace.budgets.models import Budget
from marketplace.facts.models import Fact
from marketplace.renewals import actions, jobs
from marketplace.renewals.errors import (
    NotEndingSoon,
    NothingChosen,
    NothingToCallOff,
    RenewalOrderNotFound,
)
from marketplace.renewals.models import RenewalLine, RenewalState
from tests.cast import NORTHLAB
from tests.consent.recordings.performed import ENDS_ON
from tests.marketplace.renewals.ending import asked, ends_soon, fund, keys, run

pytestmark = pytest.mark.usefixtures("each_database", "app")
FEE = 5000
PRICE = 5750
"""With our fee of fifteen in a hundred."""


def lines(session):
    session.expire_all()
    return session.scalars(select(RenewalLine).order_by(RenewalLine.ends_on)).all()


def offers(session):
    session.rollback()
    return session.scalars(select(RenewalOffer)).all()


def budget(session):
    session.expire_all()
    return session.scalars(select(Budget)).one()


def offered(session, order):
    fund(order)
    assert run(jobs.promise) == "1 asked"
    run(offer_renewals)
    (offer,) = offers(session)
    return offer


def test_from_the_question_to_the_fact(session, cast):
    ends_soon(cast.omar.id, count=3)
    order = asked(cast.ada)
    offer = offered(session, order)
    assert (offer.fee_minor, offer.currency) == (FEE, "EUR")
    accept_renewal(offer.id, actor=cast.omar.actor)
    assert run(jobs.follow) == "1 followed"
    (line,) = lines(session)
    (fact,) = session.scalars(select(Fact))
    assert line.state is RenewalState.RENEWED
    assert (fact.kind, fact.amount_minor, fact.currency) == ("renewal", FEE, "EUR")
    assert (fact.order_id, fact.performer_id, fact.cause_id) == (order, cast.omar.id, line.id)
    assert fact.label == "Renewal until 1 March 2032, 3 recordings"
    assert fact.pay_by == fact.completed_on + timedelta(days=30)
    assert {right.ends_on for right in session.scalars(select(Right))} == {line.renewed_until}
    assert budget(session).committed_minor == PRICE


def test_nobody_is_asked_before_the_money_is_there(session, cast):
    ends_soon(cast.omar.id)
    order = asked(cast.ada)
    assert run(jobs.promise) == "0 asked"
    fund(order, PRICE - 1)
    assert run(jobs.promise) == "0 asked"
    assert run(offer_renewals) == "0 offered"
    fund(order, 1)
    assert run(jobs.promise) == "1 asked"
    assert run(offer_renewals) == "1 offered"


def test_without_the_clients_word_nobody_is_asked_and_the_planted_fault_is_seen(
    session, cast, monkeypatch
):
    ends_soon(cast.omar.id)
    assert run(offer_renewals) == "0 offered"
    monkeypatch.setattr(renewing, "only_where", ())
    assert run(offer_renewals) == "1 offered"


def test_money_for_one_of_two_asks_whose_consent_ends_first(session, cast):
    ends_soon(cast.omar.id)
    clock.hold(clock.now() - timedelta(days=1))
    ends_soon(cast.mira.id)
    first, second = keys()
    (order,) = actions.ask_to_renew([first, second], actor=cast.ada.actor)
    fund(order, PRICE)
    assert run(jobs.promise) == "1 asked"
    assert sorted(line.state for line in lines(session)) == ["asked", "unfunded"]


def test_who_declines_costs_nothing(session, cast):
    ends_soon(cast.omar.id)
    offer = offered(session, asked(cast.ada))
    decline_renewal(offer.id, actor=cast.omar.actor)
    run(jobs.follow)
    assert [line.state for line in lines(session)] == [RenewalState.DECLINED]
    assert budget(session).committed_minor == 0
    assert session.scalars(select(Fact)).all() == []
    assert keys() == []


def test_silence_is_no_and_costs_nothing(session, cast):
    ends_soon(cast.omar.id)
    offered(session, asked(cast.ada))
    clock.move(timedelta(days=31))
    run(jobs.follow)
    assert [line.state for line in lines(session)] == [RenewalState.LAPSED]
    assert budget(session).committed_minor == 0


def test_a_yes_on_the_last_day_that_is_followed_later_is_paid(session, cast):
    ends_soon(cast.omar.id, days=0)
    offer = offered(session, asked(cast.ada))
    accept_renewal(offer.id, actor=cast.omar.actor)
    clock.move(timedelta(days=3))
    run(jobs.follow)
    assert [line.state for line in lines(session)] == [RenewalState.RENEWED]
    (fact,) = session.scalars(select(Fact))
    assert fact.completed_on == ENDS_ON


def test_followed_twice_it_is_one_fact(session, cast):
    ends_soon(cast.omar.id)
    offer = offered(session, asked(cast.ada))
    accept_renewal(offer.id, actor=cast.omar.actor)
    assert run(jobs.follow) == "1 followed"
    assert run(jobs.follow) == "0 followed"
    assert len(session.scalars(select(Fact)).all()) == 1


def test_asked_once_at_a_time(session, cast):
    ends_soon(cast.omar.id)
    chosen = keys()
    asked(cast.ada)
    with pytest.raises(NotEndingSoon):
        actions.ask_to_renew(chosen, actor=cast.ada.actor)
    assert keys() == []


def test_what_was_called_off_may_be_asked_again(session, cast):
    ends_soon(cast.omar.id)
    order = asked(cast.ada)
    assert actions.call_off(order, actor=cast.ada.actor) == 1
    with pytest.raises(NothingToCallOff):
        actions.call_off(order, actor=cast.ada.actor)
    again = asked(cast.ada)
    fund(again)
    assert run(jobs.promise) == "1 asked"


def test_whoever_was_asked_decides(session, cast):
    ends_soon(cast.omar.id)
    order = asked(cast.ada)
    offered(session, order)
    with pytest.raises(NothingToCallOff):
        actions.call_off(order, actor=cast.ada.actor)


def test_what_was_withdrawn_meanwhile_is_not_paid(session, cast):
    ends_soon(cast.omar.id)
    offered(session, asked(cast.ada))
    (right,) = session.scalars(select(Right))
    recording = right.recording_id
    session.rollback()
    withdraw_recording(recording, actor=cast.omar.actor)
    clock.move(timedelta(days=31))
    run(jobs.follow)
    assert session.scalars(select(Fact)).all() == []
    (right,) = session.scalars(select(Right).execution_options(populate_existing=True))
    assert right.state is State.WITHDRAWN


def test_a_renewal_without_a_fee_is_asked_without_money(session, cast):
    ends_soon(cast.omar.id, renewal_fee_minor=0)
    order = asked(cast.ada)
    assert run(jobs.promise) == "1 asked"
    run(offer_renewals)
    (offer,) = offers(session)
    accept_renewal(offer.id, actor=cast.omar.actor)
    run(jobs.follow)
    assert [line.state for line in lines(session)] == [RenewalState.RENEWED]
    assert session.scalars(select(Fact)).all() == []
    assert isinstance(order, UUID)


def test_each_currency_is_an_order_of_its_own(session, cast):
    ends_soon(cast.omar.id)
    clock.hold(clock.now() - timedelta(days=1))
    ends_soon(cast.mira.id, currency="USD", prices=None)
    orders = actions.ask_to_renew(keys(), actor=cast.ada.actor)
    assert len(orders) == 2
    assert {line.currency for line in lines(session)} == {"EUR", "USD"}


@pytest.mark.parametrize("who", ["ben", "vera", "omar", "fay", "cora", "admin"])
def test_only_who_signs_for_the_client_asks(session, cast, who):
    ends_soon(cast.omar.id)
    chosen = keys()
    with pytest.raises(NotPermitted):
        actions.ask_to_renew(chosen, actor=getattr(cast, who).actor)


def test_another_clients_order_is_not_there(session, cast):
    ends_soon(cast.omar.id)
    order = asked(cast.ada)
    actor = cast.ada.actor
    stranger = type(actor)(actor.id, actor.role, UUID(int=99), actor.powers)
    with pytest.raises(RenewalOrderNotFound):
        actions.call_off(order, actor=stranger)
    with pytest.raises(NotEndingSoon):
        actions.ask_to_renew(["x"], actor=stranger)
    with pytest.raises(NothingChosen):
        actions.ask_to_renew([], actor=stranger)


def test_the_client_hears_of_an_end_once(session, cast):
    ends_soon(cast.omar.id, count=2)
    assert run(jobs.tell_ending) == "1 told"
    assert run(jobs.tell_ending) == "0 told"
    (notice,) = session.scalars(select(Notice).where(Notice.kind == "renewal.ending"))
    assert "2 of your recordings" in notice.text


def test_what_was_renewed_may_be_used_after_the_old_end(session, cast):
    ends_soon(cast.omar.id)
    offer = offered(session, asked(cast.ada))
    accept_renewal(offer.id, actor=cast.omar.actor)
    (right,) = session.scalars(select(Right))
    purpose = Purpose(client=NORTHLAB, use=Use.EVALUATION)
    assert decide(session, right.recording_id, purpose, ENDS_ON + timedelta(days=9)).permitted


def test_who_does_not_pay_keeps_nobody_behind_waiting(session, cast, monkeypatch):
    monkeypatch.setattr(jobs, "_AT_ONCE", 1)
    ends_soon(cast.omar.id)
    clock.hold(clock.now() - timedelta(days=1))
    ends_soon(cast.mira.id)
    for each in keys():
        actions.ask_to_renew([each], actor=cast.ada.actor)
    last = max(lines(session), key=lambda line: (line.ends_on, line.id)).order_id
    session.rollback()
    fund(last)
    assert run(jobs.promise) == "1 asked"


@pytest.fixture
def tried(monkeypatch):
    """The lines for which a budget was locked and asked."""
    found, real = [], jobs._promised
    monkeypatch.setattr(jobs, "_promised", lambda s, line: found.append(line.id) or real(s, line))
    return found


def test_a_line_without_its_money_is_not_tried_and_asked_as_soon_as_it_is_there(
    session, cast, tried
):
    ends_soon(cast.omar.id)
    order = asked(cast.ada)
    fund(order, FEE - 1)
    assert (run(jobs.promise), tried) == ("0 asked", [])
    fund(order, PRICE - FEE)  # One cent is wanting of our fee: tried, and nobody is asked.
    assert (run(jobs.promise), len(tried)) == ("0 asked", 1)
    fund(order, 1)
    assert (run(jobs.promise), len(tried)) == ("1 asked", 2)
    assert (run(jobs.promise), len(tried)) == ("0 asked", 2)


def test_the_planted_fault_of_trying_all_each_time_is_seen(cast, tried, monkeypatch):
    monkeypatch.setattr(jobs, "may_reach", lambda _order, _pay: true())
    ends_soon(cast.omar.id)
    asked(cast.ada)
    run(jobs.promise)
    run(jobs.promise)
    assert len(tried) == 2


def test_one_line_that_fails_keeps_no_other_waiting(session, cast, monkeypatch):
    """Planted: one that cannot be promised, whatever the reason."""
    ends_soon(cast.omar.id, cast.mira.id)
    fund(asked(cast.ada))
    bad = min(line.id for line in lines(session))
    session.rollback()
    real = jobs._promised
    monkeypatch.setattr(jobs, "_promised", lambda s, line: 1 / (line.id != bad) and real(s, line))
    with pytest.raises(SomeFailed):
        run(jobs.promise)
    assert sorted(line.state for line in lines(session)) == ["asked", "unfunded"]
