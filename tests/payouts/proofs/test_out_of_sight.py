"""An account that is taken away between the transfer and the bank: what still lies there is taken
back, of the rest somebody has a case, and Stripe is asked no more."""

import pytest
from sqlalchemy import select

from foundation.actors import SYSTEM
from foundation.cases.models import Case
from foundation.database import db
from foundation.errors import NotPermitted
from foundation.notices.models import Notice
from payouts.journal.chart import Account, Kind, platform
from payouts.pay_runs.models import Payout
from payouts.reconciliation import turns
from payouts.reconciliation.models import Difference
from payouts.reconciliation.reconciling import reconcile
from payouts.transfers import jobs, looking, losing
from payouts.transfers.errors import NotLost, StillOpen
from payouts.transfers.models import Attempt, AttemptState, OutOfSight, Sight, Step
from tests.cast import sign_in
from tests.payouts.pay_runs.earned import all_of, kept, payable
from tests.payouts.reconciliation.reconciled import run_of
from tests.payouts.transfers.sent import CURRENCY, attempts, state_of

PAY = 5_000


@pytest.fixture
def account(desk, cast):
    desk.fund(20 * PAY)
    return desk.payee(cast.omar)


@pytest.fixture
def payout(desk, account, cast):
    """With its bank, as far as Stripe has said: its id."""
    (found,) = desk.approved((cast.omar, PAY))
    desk.send()
    assert state_of(found.id) == "sent"
    return found.id


def taken_away(desk, account) -> None:
    desk.visitor.lever(f"accounts/{account}/deauthorize")


def told(person) -> list[str]:
    db.session.rollback()
    of = select(Notice.kind).where(Notice.account_id == person.id)
    return sorted(each for each in db.session().scalars(of) if each.startswith("payout."))


def looked_up() -> int:
    """How many payouts are looked up by themselves."""
    found = len(jobs._not_over())
    db.session.rollback()
    return found


def lost(payout_id) -> OutOfSight:
    db.session.rollback()
    return db.session().get_one(OutOfSight, payout_id, populate_existing=True)


def stays_ours(desk) -> None:
    ours, _ = kept(platform(Kind.STRIPE_AVAILABLE, CURRENCY))
    assert ours + desk.funded == desk.visitor.available()


def test_what_lies_in_their_account_is_taken_back_and_owed_again(
    whole, desk, payout, account, cast
):
    """The bank would not have it, of which nobody told us."""
    (bank,) = attempts(Step.BANK)
    desk.visitor.lever(f"payouts/{bank.stripe_id}/fail")
    taken_away(desk, account)
    whole.run("transfers.look")
    desk.send()
    assert state_of(payout) == "void"
    assert payable(cast.omar.id, CURRENCY) == (PAY, 0)
    assert lost(payout).ending is Sight.CAME_BACK
    assert desk.moved_to(account) == 0
    assert told(cast.omar) == ["payout.back_in_sight", "payout.out_of_sight"]
    assert all_of(Case) == []
    stays_ours(desk)


@pytest.fixture
def out_of_sight(whole, desk, payout, account):
    """On its way to the bank: nothing lies there that could be taken back."""
    taken_away(desk, account)
    whole.run("transfers.look")
    assert desk.send() == 1
    return payout


def test_what_does_not_is_somebodys_case_and_asked_about_no_more(
    whole, desk, out_of_sight, account, cast
):
    (case,) = all_of(Case)
    assert (case.id, case.owner_id) == (lost(out_of_sight).case_id, cast.fay.id)
    assert "payout.stuck" in told(cast.fay)
    assert (state_of(out_of_sight), looked_up()) == ("sent", 0)
    desk.later(days=3)
    whole.run("transfers.look", "stripe_events.sweep")
    assert desk.send() == 0, "it is not tried for ever"
    assert len(all_of(Case)) == 1
    stays_ours(desk)


def test_a_reconciliation_reads_everything_and_finds_nothing_new(desk, out_of_sight):
    desk.later(minutes=20)
    run_id = turns.ask_for(actor=SYSTEM)
    assert reconcile(desk.stripe, run_id)
    assert [each for each in all_of(Difference) if each.place] == []
    assert run_of(run_id).unread == ""


def test_without_a_case_it_would_be_looked_up_for_ever(whole, desk, payout, account, monkeypatch):
    """The planted fault: as it was before."""
    monkeypatch.setattr(looking, "lose", lambda *_: False)
    taken_away(desk, account)
    whole.run("transfers.look")
    assert looked_up() == 1


class TestSomebodyFindsOut:
    def test_that_the_bank_has_it(self, out_of_sight, desk, cast):
        losing.say_arrived(out_of_sight, "Omar sent the bank's slip.", actor=cast.fay.actor)
        assert state_of(out_of_sight) == "paid"
        assert kept(Account(Kind.CONNECTED, cast.omar.id, CURRENCY)) == (0, 0)
        assert kept(Account(Kind.PAYOUT_IN_FLIGHT, out_of_sight, CURRENCY)) == (0, 0)
        assert "payout.paid" in told(cast.omar)
        with pytest.raises(NotLost):
            losing.say_arrived(out_of_sight, "Again.", actor=cast.fay.actor)

    def test_that_it_lies_there_by_now(self, out_of_sight, desk, account, cast):
        (bank,) = attempts(Step.BANK)
        desk.visitor.lever(f"payouts/{bank.stripe_id}/fail")
        losing.try_again(out_of_sight, actor=cast.fay.actor)
        with pytest.raises(StillOpen):
            losing.say_arrived(out_of_sight, "The slip.", actor=cast.fay.actor)
        desk.send()
        assert state_of(out_of_sight) == "void"
        assert payable(cast.omar.id, CURRENCY) == (PAY, 0)

    def test_is_for_finance(self, out_of_sight, cast):
        for person in (cast.omar, cast.cora):
            with pytest.raises(NotPermitted):
                losing.say_arrived(out_of_sight, "Me.", actor=person.actor)
            with pytest.raises(NotPermitted):
                losing.try_again(out_of_sight, actor=person.actor)

    def test_on_the_page(self, client, out_of_sight, cast):
        sign_in(client, cast.fay)
        text = client.get("/finance/out-of-sight").text
        assert "so Stripe does not give it back" in text
        arrival = f"/finance/out-of-sight/{out_of_sight}/arrival"
        assert client.post(arrival, data={"because": " "}).status_code == 422
        assert client.post(arrival, data={"because": "The slip."}).status_code == 302
        assert "found out" in client.get("/finance/out-of-sight").text


def test_of_what_nobody_knows_whether_it_was_asked_for(whole, desk, account, cast):
    """The answer to the bank payout was lost, and then the account."""
    (found,) = desk.approved((cast.omar, PAY))
    (transfer,) = whole.claims()
    whole.recorded(transfer, whole.asked(transfer))
    desk.visitor.lever("fail_next", mode="drop_after_commit", path="/v1/payouts", count=3)
    desk.send()
    assert [each.state for each in attempts(Step.BANK)] == [AttemptState.UNKNOWN]
    taken_away(desk, account)
    for _ in range(12):
        desk.later(minutes=16)
        desk.send()
    assert lost(found.id).case_id is not None
    tries = {each.id: each.tries for each in all_of(Attempt)}
    desk.later(days=2)
    assert desk.send() == 0
    assert {each.id: each.tries for each in all_of(Attempt)} == tries
    assert [each.state for each in all_of(Payout)] == ["sent"]
