"""From approved to the bank, over real HTTP: once, whatever Stripe answers, and whenever."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.notices.models import Notice
from marketplace.facts import settled
from payouts.journal.chart import Account, Kind
from payouts.payees.models import Payee, Standing
from payouts.stripe_gateway import bank_payouts, transfers
from payouts.transfers import recording, sending
from payouts.transfers.calling import ask
from payouts.transfers.claiming import claim
from payouts.transfers.jobs import JOBS
from payouts.transfers.models import Attempt, AttemptState, Step
from payouts.transfers.recording import record
from tests.databases.crowd import at_once
from tests.payouts.pay_runs.earned import kept, payable
from tests.payouts.transfers.sent import CURRENCY, attempts, state_of

TRANSFERS = "/v1/transfers"


def states(step):
    return [each.state.value for each in attempts(step)]


def test_approved_is_sent_and_the_bank_has_it_two_days_later(desk, cast):
    account = desk.payee(cast.omar)
    desk.fund(50_000)
    (payout,) = desk.approved((cast.omar, 3_108))
    assert desk.send() == 2
    assert state_of(payout.id) == "sent"
    assert desk.moved_to(account) == 3_108
    assert kept(Account(Kind.PAYOUT_IN_FLIGHT, payout.id, CURRENCY)) == (3_108, 0)
    assert desk.faults() == []
    desk.later(days=4)
    desk.look()
    assert state_of(payout.id) == "paid"
    assert kept(Account(Kind.PAYOUT_IN_FLIGHT, payout.id, CURRENCY)) == (0, 0)
    assert kept(Account(Kind.CONNECTED, cast.omar.id, CURRENCY)) == (0, 0)
    assert payable(cast.omar.id, CURRENCY) == (0, 0)
    assert desk.faults() == []
    assert desk.send() == 0


def test_the_command_sends_what_is_approved(desk, cast, app):
    account = desk.payee(cast.omar)
    desk.fund(50_000)
    desk.approved((cast.omar, 3_108))
    app.extensions["fairtake_stripe"] = desk.stripe
    try:
        said = app.test_cli_runner().invoke(args=["payouts", "run"]).output
    finally:
        del app.extensions["fairtake_stripe"]
    assert said.endswith("2 answers of Stripe.\n"), said
    assert desk.moved_to(account) == 3_108


def test_who_cannot_be_paid_any_more_when_it_is_sent_stays_owed(desk, cast):
    desk.payee(cast.omar)
    (payout,) = desk.approved((cast.omar, 5_000))
    with transaction() as session:
        session.get_one(Payee, cast.omar.id).standing = Standing.CLOSED
    assert desk.send() == 0
    assert state_of(payout.id) == "void"
    assert payable(cast.omar.id, CURRENCY) == (5_000, 0)


def test_without_funds_it_waits_and_another_key_sends_it_later(desk, cast):
    account = desk.payee(cast.omar)
    (payout,) = desk.approved((cast.omar, 5_000))
    desk.send()
    assert states(Step.TRANSFER) == ["refused", "ready"]
    assert state_of(payout.id) == "sending"
    desk.fund(5_000)
    assert desk.send() == 0, "it is not time yet"
    desk.later(hours=1)
    desk.send()
    assert states(Step.TRANSFER) == ["refused", "done"]
    assert (desk.moved_to(account), state_of(payout.id)) == (5_000, "sent")
    assert desk.faults() == []


@pytest.mark.parametrize("change", ["paused", "another account"])
def test_what_waited_for_funds_does_not_go_where_it_must_not_go_by_then(desk, cast, change):
    account = desk.payee(cast.omar)
    (payout,) = desk.approved((cast.omar, 5_000))
    desk.send()
    with transaction() as session:
        payee = session.get_one(Payee, cast.omar.id)
        if change == "paused":
            payee.paused_until = clock.now() + timedelta(hours=48)
        else:
            payee.stripe_account = desk.visitor.account()
    desk.fund(20_000)
    desk.later(hours=1)
    desk.send()
    assert (states(Step.TRANSFER), state_of(payout.id)) == (["refused", "refused"], "void")
    assert desk.moved_to(account) == 0
    assert payable(cast.omar.id, CURRENCY) == (5_000, 0)
    assert desk.faults() == []


def test_what_waits_at_stripe_does_not_go_to_a_bank_that_was_changed(desk, cast):
    account = desk.payee(cast.omar)
    desk.fund(9_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    desk.visitor.lever("fail_next", mode="429", path="/v1/payouts", count=5)
    desk.send()
    assert states(Step.BANK) == ["ready"]
    with transaction() as session:
        session.get_one(Payee, cast.omar.id).paused_until = clock.now() + timedelta(hours=48)
    desk.later(minutes=10)
    desk.send()
    assert (states(Step.BANK), states(Step.REVERSAL)) == (["refused"], ["done"])
    assert (desk.moved_to(account), state_of(payout.id)) == (0, "void")
    assert payable(cast.omar.id, CURRENCY) == (5_000, 0)
    assert desk.faults() == []


def test_a_bank_that_was_changed_a_moment_ago_gets_nothing_though_nobody_told_us(desk, cast):
    account = desk.payee(cast.omar)
    desk.fund(9_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    (known,) = desk.visitor.stripe.v1.accounts.external_accounts.list(account).data
    desk.visitor.lever(f"accounts/{account}/complete", number="000111111116")
    desk.send()
    (bank,) = desk.visitor.stripe.v1.payouts.list({}, {"stripe_account": account}).data
    assert bank.destination == known.id
    assert state_of(payout.id) == "sent"


def test_where_the_known_bank_is_gone_it_comes_back_and_stays_owed(desk, cast):
    account = desk.payee(cast.omar)
    desk.fund(9_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    (known,) = desk.visitor.stripe.v1.accounts.external_accounts.list(account).data
    desk.visitor.stripe.v1.accounts.external_accounts.delete(account, known.id)
    desk.visitor.lever(f"accounts/{account}/complete", number="000111111116")
    desk.send()
    assert (desk.moved_to(account), state_of(payout.id)) == (0, "void")
    assert payable(cast.omar.id, CURRENCY) == (5_000, 0)
    assert desk.faults() == []


@pytest.mark.parametrize(
    "lie", [{"amount": 50_000}, {"currency": "eur"}, {"destination": "acct_of_somebody"}]
)
def test_an_answer_to_another_question_is_no_proof(desk, cast, lie, monkeypatch):
    desk.payee(cast.omar)
    desk.fund(90_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    honest = transfers.read
    monkeypatch.setattr(transfers, "read", lambda said: honest({**said, **lie}))
    desk.send()
    assert states(Step.TRANSFER) == ["unknown"]
    desk.later(hours=26)
    desk.send()
    assert states(Step.TRANSFER) == ["unknown"], "nor is it sent once more"
    assert state_of(payout.id) == "sending"
    monkeypatch.setattr(transfers, "read", honest)
    desk.later(hours=1)
    desk.send()
    assert state_of(payout.id) == "sent"
    assert desk.faults() == []


def test_what_nobody_can_read_at_the_bank_keeps_no_other_from_being_looked_at(
    desk, cast, app, monkeypatch
):
    for person in (cast.omar, cast.mira):
        desk.payee(person)
    desk.fund(20_000)
    ids = [each.id for each in desk.approved((cast.omar, 5_000), (cast.mira, 7_000))]
    desk.send()
    desk.later(days=4)
    honest, first = bank_payouts.read, attempts(Step.BANK)[0]
    broken, of = first.stripe_id, first.payout_id

    def read(said):
        return honest({} if said["id"] == broken else said)

    monkeypatch.setattr(bank_payouts, "read", read)
    monkeypatch.setitem(app.extensions, "fairtake_stripe", desk.stripe)
    (look,) = [each for each in JOBS if each.name == "transfers.look"]
    assert run_due([look], new_id(), even_if_not_due=True) == 1
    assert {each: state_of(each) for each in ids} == {
        each: "sent" if each == of else "paid" for each in ids
    }


def test_what_cannot_be_written_down_keeps_no_other_from_it(desk, cast, monkeypatch):
    accounts = [desk.payee(each) for each in (cast.omar, cast.mira)]
    desk.fund(20_000)
    desk.approved((cast.omar, 5_000), (cast.mira, 7_000))
    honest = recording.record

    def trip(session, claimed, found):
        if claimed.sending.parameters["amount"] == 5_000:
            raise ValueError
        return honest(session, claimed, found)

    monkeypatch.setattr(sending, "record", trip)
    desk.send()
    assert sorted(states(Step.TRANSFER)) == ["done", "sending"]
    monkeypatch.setattr(sending, "record", honest)
    desk.later(minutes=11)
    desk.send()
    assert [desk.moved_to(each) for each in accounts] == [5_000, 7_000]
    assert desk.faults() == []


def test_one_that_was_changed_in_the_database_stops_nobody_else(desk, cast):
    accounts = [desk.payee(each) for each in (cast.omar, cast.mira)]
    desk.approved((cast.omar, 5_000), (cast.mira, 7_000))
    desk.send()
    with transaction() as session:
        of = select(Attempt).where(Attempt.state == AttemptState.READY)
        one = next(each for each in session.scalars(of) if each.parameters["amount"] == 5_000)
        one.parameters = {**one.parameters, "amount": 500_000}
    desk.fund(900_000)
    for _ in range(3):
        desk.later(hours=1)
        desk.send()
    assert [desk.moved_to(each) for each in accounts] == [0, 7_000]


@pytest.mark.parametrize("mode", ["drop_after_commit", "409", "timeout", "drop_before"])
def test_no_answer_is_asked_again_by_the_same_key(desk, cast, mode):
    account = desk.payee(cast.omar)
    desk.fund(9_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    desk.visitor.lever("fail_next", mode=mode, path=TRANSFERS, count=3)
    desk.send()
    assert states(Step.TRANSFER) == ["unknown"]
    assert state_of(payout.id) == "sending"
    assert kept(Account(Kind.PERFORMER_PAYABLE, cast.omar.id, CURRENCY)) == (5_000, 5_000)
    desk.later(minutes=20)
    desk.send()
    assert states(Step.TRANSFER) == ["done"]
    assert desk.moved_to(account) == 5_000
    assert desk.faults() == []


def test_a_forgotten_key_is_never_sent_again_but_looked_up(desk, cast):
    account = desk.payee(cast.omar)
    desk.fund(20_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    desk.visitor.lever("fail_next", mode="drop_after_commit", path=TRANSFERS, count=3)
    desk.send()
    desk.later(hours=25)
    desk.visitor.lever("prune_idempotency")
    desk.send()
    assert states(Step.TRANSFER) == ["done"]
    assert (desk.moved_to(account), state_of(payout.id)) == (5_000, "sent")
    assert desk.faults() == []


def test_an_answer_that_stripe_keeps_for_the_key_is_not_waited_for(desk, cast):
    """A 500 is kept for a day: whoever asks again hears it again."""
    account = desk.payee(cast.omar)
    desk.fund(20_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    desk.visitor.lever("fail_next", mode="500", path=TRANSFERS, count=1)
    for _ in range(9):
        desk.send()
        desk.later(minutes=20)
    assert (desk.moved_to(account), state_of(payout.id)) == (5_000, "sent")
    assert desk.faults() == []


def test_too_fast_is_tried_again_by_the_same_key_as_if_it_never_was(desk, cast):
    account = desk.payee(cast.omar)
    (payout,) = desk.approved((cast.omar, 5_000))
    desk.visitor.lever("fail_next", mode="429", path=TRANSFERS, count=5)
    desk.send()
    assert states(Step.TRANSFER) == ["ready"]
    desk.later(minutes=1)
    desk.send()
    assert states(Step.TRANSFER) == ["refused", "ready"], "there is no money, and that is certain"
    desk.fund(5_000)
    desk.later(hours=1)
    desk.send()
    assert (desk.moved_to(account), state_of(payout.id)) == (5_000, "sent")


@pytest.mark.parametrize("step", list(Step))
def test_a_bad_key_of_ours_undoes_no_payout_and_is_told_to_no_performer(desk, cast, bad_key, step):
    account = desk.payee(cast.omar)
    desk.fund(20_000)
    desk.approved((cast.omar, 5_000))
    good = desk.stripe
    if step is Step.TRANSFER:
        desk.stripe = bad_key
    if step is Step.REVERSAL:
        desk.send()
        desk.visitor.lever(f"payouts/{attempts(Step.BANK)[0].stripe_id}/fail")
        desk.look()
        desk.stripe = bad_key
    if step is Step.BANK:
        with transaction() as session:
            sending._open_approved(session, 100)
            (claimed,) = claim(session, 1)
        found = ask(good, claimed)
        with transaction() as session:
            record(session, claimed, found)
        desk.stripe = bad_key
    desk.send()
    assert states(step) == ["ready"]
    desk.stripe = good
    assert desk.send() == 0, "it is not asked in a hurry"
    desk.later(minutes=20)
    desk.send()
    assert len(attempts(step)) == 1
    assert desk.moved_to(account) == (0 if step is Step.REVERSAL else 5_000)
    assert desk.faults() == []
    said = db.session().scalars(select(Notice.kind)).all()
    assert "payout.refused" not in said


def test_what_is_proven_absent_gets_a_new_key(desk, cast):
    account = desk.payee(cast.omar)
    desk.fund(20_000)
    desk.approved((cast.omar, 5_000))
    desk.visitor.lever("fail_next", mode="drop_before", path=TRANSFERS, count=3)
    desk.send()
    desk.later(hours=25)
    desk.send()
    assert states(Step.TRANSFER) == ["absent", "done"]
    assert desk.moved_to(account) == 5_000
    assert desk.faults() == []


@pytest.mark.parametrize("step", list(Step))
def test_a_sender_that_dies_after_asking_is_followed_by_one_that_asks_the_same(desk, cast, step):
    account = desk.payee(cast.omar)
    desk.fund(20_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    if step is Step.REVERSAL:
        desk.send()
        desk.visitor.lever(f"payouts/{attempts(Step.BANK)[0].stripe_id}/fail")
        desk.look()
    while True:
        with transaction() as session:
            sending._open_approved(session, 100)
            (claimed,) = claim(session, 1)
        found = ask(desk.stripe, claimed)
        if claimed.step is step:
            break  # Killed here: Stripe did it, and nobody wrote it down.
        with transaction() as session:
            record(session, claimed, found)
    assert desk.send() == 0, "another worker has it"
    desk.later(minutes=11)
    desk.send()
    assert len(attempts(step)) == 1
    assert desk.moved_to(account) == (0 if step is Step.REVERSAL else 5_000)
    assert state_of(payout.id) == ("void" if step is Step.REVERSAL else "sent")
    assert desk.faults() == []


def test_a_bank_that_gives_back_makes_it_payable_again(desk, cast):
    account = desk.payee(cast.omar)
    desk.fund(9_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    desk.send()
    desk.later(days=4)
    desk.look()
    assert state_of(payout.id) == "paid"
    bank = attempts(Step.BANK)[0].stripe_id
    desk.visitor.lever(f"payouts/{bank}/return")
    desk.look()
    assert state_of(payout.id) == "returned"
    assert kept(Account(Kind.PAYOUT_IN_FLIGHT, payout.id, CURRENCY)) == (5_000, 0)
    desk.send()
    assert states(Step.REVERSAL) == ["done"]
    assert (desk.moved_to(account), state_of(payout.id)) == (0, "void")
    assert payable(cast.omar.id, CURRENCY) == (5_000, 0)
    assert desk.faults() == []
    desk.look()
    assert desk.faults() == [], "old news changes nothing"


def test_a_bank_that_never_took_it(desk, cast):
    desk.payee(cast.omar)
    desk.fund(9_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    desk.send()
    desk.visitor.lever(f"payouts/{attempts(Step.BANK)[0].stripe_id}/fail")
    desk.look()
    desk.send()
    assert state_of(payout.id) == "void"
    assert payable(cast.omar.id, CURRENCY) == (5_000, 0)
    assert desk.faults() == []


def test_a_closed_account_is_told_and_the_money_stays(desk, cast):
    account = desk.payee(cast.omar)
    desk.fund(9_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    desk.visitor.lever(f"accounts/{account}/close")
    desk.send()
    assert states(Step.TRANSFER) == ["refused"]
    assert state_of(payout.id) == "void"
    assert payable(cast.omar.id, CURRENCY) == (5_000, 0)


@pytest.mark.usefixtures("each_connection")
class TestManyWorkers:
    def test_six_send_what_one_would(self, desk, app, cast):
        accounts = [desk.payee(each) for each in (cast.omar, cast.mira)]
        desk.fund(90_000)
        desk.approved((cast.omar, 5_000), (cast.mira, 7_000))
        outcomes = at_once(app, 6, lambda _: desk.send())
        assert not [each for each in outcomes if isinstance(each, Exception)], outcomes
        assert sum(outcomes) == 4
        assert [desk.moved_to(each) for each in accounts] == [5_000, 7_000]
        assert desk.faults() == []


def test_taking_no_answer_for_a_no_would_be_found(desk, cast, monkeypatch):
    """Planted: what everybody does. An error is a failure, and a failure is tried again."""
    account = desk.payee(cast.omar)
    desk.fund(20_000)
    desk.approved((cast.omar, 5_000))
    honest = recording.record

    def hasty(session, claimed, found):
        if isinstance(found, recording.Unknown):
            found = recording.Absent()
        return honest(session, claimed, found)

    monkeypatch.setattr(sending, "record", hasty)
    desk.visitor.lever("fail_next", mode="drop_after_commit", path=TRANSFERS, count=3)
    desk.send()
    assert desk.moved_to(account) == 10_000
    assert any("at Stripe" in each for each in desk.faults())


def test_facts_learn_that_they_are_paid(desk, cast):
    desk.payee(cast.omar)
    desk.fund(9_000)
    desk.approved((cast.omar, 5_000))
    desk.send()
    assert len(settled.unsettled(db.session(), performer_id=cast.omar.id)) == 1
    desk.later(days=4)
    desk.look()
    assert settled.unsettled(db.session(), performer_id=cast.omar.id) == []
