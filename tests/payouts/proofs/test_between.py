"""What changes between the plan and the bank: accounts, bank accounts, disputes; and currencies."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db, transaction
from foundation.money import Money
from foundation.notices.models import Notice
from payouts.funding import steps as funding_steps
from payouts.journal.chart import Account, Kind, platform
from payouts.pay_runs import approving, opening, sums
from payouts.pay_runs.models import Payout, PayRun, Skipped
from payouts.payees.models import Payee
from payouts.stripe_gateway import bank_payouts
from payouts.stripe_gateway.amounts import as_sent
from payouts.transfers import opening as attempts_opening
from payouts.transfers.following import follow
from payouts.transfers.models import AttemptState, Step
from tests.cast import NORTHLAB
from tests.payouts.earnings.earned import earned as worked
from tests.payouts.funding.paying import AT_ONCE, ORDER, an_order, funding, held, paid
from tests.payouts.pay_runs.earned import all_of, earn, kept, over, payable, reasons_in
from tests.payouts.transfers.sent import CURRENCY, attempts, can_be_paid, methods_of, state_of

PAY = 5_000
A_DAY = 25
"""Hours: what was read yesterday is read again."""


@pytest.fixture
def desk(desk):
    desk.fund(20 * PAY)
    return desk


@pytest.fixture
def account(desk, cast):
    return desk.payee(cast.omar)


@pytest.fixture
def payout(desk, account, cast):
    """Approved, and not sent: its id."""
    (found,) = desk.approved((cast.omar, PAY))
    return found.id


def told(person) -> list[str]:
    db.session.rollback()
    of = select(Notice.kind).where(Notice.account_id == person.id)
    return sorted(each for each in db.session().scalars(of) if each.startswith("payout."))


def transferred(whole) -> None:
    (claimed,) = whole.claims()
    assert claimed.step is Step.TRANSFER
    whole.recorded(claimed, whole.asked(claimed))


def read_again(whole) -> None:
    whole.desk.later(hours=A_DAY)
    whole.run("payees.read_again")


def plan_and_approve(cast) -> None:
    run_id = opening.plan_due()
    session = db.session()
    run = session.get_one(PayRun, run_id)
    seen = sums.fingerprint(run, sums.totals(session, [run_id])[run_id])
    approving.approve_run(run_id, seen, actor=cast.fay.actor)


class TestAnAccountThatIsTakenAway:
    def test_and_we_know_of_it(self, whole, desk, payout, account, cast):
        desk.visitor.lever(f"accounts/{account}/deauthorize")
        read_again(whole)
        assert desk.send() == 0
        self.stays_owed(desk, payout, account, cast)

    def test_and_stripe_says_so_first(self, desk, payout, account, cast):
        desk.visitor.lever(f"accounts/{account}/deauthorize")
        assert desk.send() == 1
        self.stays_owed(desk, payout, account, cast)

    def stays_owed(self, desk, payout, account, cast):
        assert state_of(payout) == "void"
        assert payable(cast.omar.id, CURRENCY) == (PAY, 0)
        assert "payout.refused" in told(cast.omar)
        ours, _ = kept(platform(Kind.STRIPE_AVAILABLE, CURRENCY))
        assert ours + desk.funded == desk.visitor.available()

    def test_after_the_transfer_comes_back_from_there(self, whole, desk, payout, account, cast):
        transferred(whole)
        desk.visitor.lever(f"accounts/{account}/deauthorize")
        desk.send()
        assert [each.state for each in attempts(Step.BANK)] == ["refused"]
        assert [each.state for each in attempts(Step.REVERSAL)] == ["done"]
        assert desk.moved_to(account) == 0
        self.stays_owed(desk, payout, account, cast)


class TestABankThatIsSwapped:
    """After the plan, by whoever got into the performer's account at Stripe."""

    def known(self, person) -> str:
        db.session.rollback()
        return db.session().get_one(Payee, person.id).methods[CURRENCY]

    def swap(self, desk, account) -> None:
        desk.visitor.lever(f"accounts/{account}/complete", number="000999888777")

    def to(self, desk, account) -> list[str]:
        options = {"stripe_account": account}
        return [each.destination for each in desk.visitor.stripe.v1.payouts.list({}, options).data]

    def test_before_it_is_sent_pays_nobody_for_two_days(self, whole, desk, payout, account, cast):
        self.swap(desk, account)
        read_again(whole)
        assert desk.send() == 0
        assert state_of(payout) == "void"
        earn(cast.mira.id, PAY, CURRENCY)
        opening.plan_on_demand(because="Now.", actor=cast.fay.actor)
        assert {each.reason for each in all_of(Skipped)} >= {"paused"}
        clock.move(timedelta(hours=48))
        over()
        plan_and_approve(cast)
        desk.send()
        assert desk.moved_to(account) == PAY
        assert self.to(desk, account) == [self.known(cast.omar)]
        assert desk.faults() == []

    def test_and_nobody_has_told_us_pays_the_one_we_know(self, desk, payout, account, cast):
        known = self.known(cast.omar)
        self.swap(desk, account)
        desk.send()
        assert self.to(desk, account) == [known]
        assert desk.faults() == []

    def test_that_knows_nothing_of_banks_would_be_found_out(
        self, desk, payout, account, cast, monkeypatch
    ):
        """The planted fault: wherever Stripe thinks."""
        honest = bank_payouts.prepare

        def careless(*said, **more):
            return honest(*said, **{**more, "destination": ""})

        monkeypatch.setattr(attempts_opening.bank_payouts, "prepare", careless)
        known = self.known(cast.omar)
        self.swap(desk, account)
        desk.send()
        assert self.to(desk, account) != [known]

    def test_between_the_two_steps_waits_until_the_pause_is_over(
        self, whole, desk, payout, account, cast
    ):
        self.swap(desk, account)
        desk.later(hours=A_DAY)
        (claimed,) = whole.claims()
        found = whole.asked(claimed)
        whole.run("payees.read_again")
        whole.recorded(claimed, found)
        assert desk.send() == 0
        assert self.to(desk, account) == []
        assert state_of(payout) == "sent"
        desk.later(hours=48)
        assert desk.send() == 1
        assert self.to(desk, account) == [self.known(cast.omar)]
        assert desk.faults() == []

    def test_and_gone_takes_the_money_back(self, whole, desk, payout, account, cast):
        known = self.known(cast.omar)
        self.swap(desk, account)
        desk.visitor.stripe.v1.accounts.external_accounts.delete(account, known)
        desk.send()
        assert self.to(desk, account) == []
        assert state_of(payout) == "void"
        assert payable(cast.omar.id, CURRENCY) == (PAY, 0)
        assert desk.faults() == []


class TestCurrencies:
    def sent(self, desk, cast, minor: int, currency: str, bank: str) -> str:
        """The account, and everything sent that could be."""
        account = desk.visitor.account(currency=bank)
        can_be_paid(cast.omar.id, account, methods_of(desk.visitor, account))
        number, code = as_sent(Money(10 * minor, currency))
        desk.visitor.fund(number, code)
        earn(cast.omar.id, minor, currency)
        over()
        plan_and_approve(cast)
        desk.send()
        return account

    def out(self, currency: str) -> Money:
        ours, _ = kept(platform(Kind.STRIPE_AVAILABLE, currency))
        return Money(-ours, currency)

    @pytest.mark.parametrize(
        ("currency", "minor", "at_the_bank", "left"),
        [("JPY", 1_234, 1_234, 0), ("ISK", 1_234, 1_234, 0), ("HUF", 300_050, 300_000, 50)],
    )
    def test_without_decimals_are_sent_as_the_bank_takes_them(
        self, desk, cast, currency, minor, at_the_bank, left
    ):
        account = self.sent(desk, cast, minor, currency, bank=currency)
        (bank,) = attempts(Step.BANK, AttemptState.DONE)
        seen = bank_payouts.retrieve(desk.stripe, bank.stripe_id, account=account)
        assert seen.amount == Money(at_the_bank, currency)
        assert self.out(currency) == Money(at_the_bank, currency)
        number, code = as_sent(Money(10 * minor - at_the_bank, currency))
        assert desk.visitor.available("", code) == number
        assert payable(cast.omar.id, currency) == (left, 0)
        clock.move(timedelta(days=5))
        seen = bank_payouts.retrieve(desk.stripe, bank.stripe_id, account=account)
        with transaction() as session:
            assert follow(session, session.get_one(Payout, bank.payout_id), seen)
        assert state_of(bank.payout_id) == "paid"

    def test_that_no_bank_of_theirs_takes_are_not_sent(self, desk, cast):
        """Their only bank account is in dollars."""
        account = desk.visitor.account(currency="USD")
        can_be_paid(cast.omar.id, account, methods_of(desk.visitor, account))
        owed = earn(cast.omar.id, PAY, "EUR")
        over()
        run_id = opening.plan_due()
        assert reasons_in(run_id) == {owed: "currency"}
        assert desk.send() == 0

    def test_that_a_bank_does_not_take_after_all_come_back_and_stay_owed(self, desk, cast):
        """As we knew it it took euros, and at Stripe there is none by now but one for dollars."""
        account = desk.visitor.account(currency="USD")
        can_be_paid(cast.omar.id, account, {"EUR": "ba_gone"})
        desk.visitor.fund(10 * PAY, "eur")
        earn(cast.omar.id, PAY, "EUR")
        over()
        plan_and_approve(cast)
        desk.send()
        assert [each.state for each in attempts(Step.BANK)] == ["refused"]
        assert desk.moved_to(account) == 0
        assert self.out("EUR") == Money(0, "EUR")
        assert payable(cast.omar.id, "EUR") == (PAY, 0)
        assert "payout.refused" in told(cast.omar)

    def test_of_another_currency_is_no_money_for_it(self, desk, cast):
        """Dollars there are enough, and no euros."""
        account = desk.visitor.account(currency="EUR")
        can_be_paid(cast.omar.id, account, methods_of(desk.visitor, account))
        desk.fund(2 * PAY)
        earn(cast.omar.id, PAY, "EUR")
        over()
        plan_and_approve(cast)
        desk.send()
        assert [each.state for each in attempts(Step.TRANSFER)] == ["refused", "ready"]
        assert desk.moved_to(account) == 0
        assert "payout.without_funds" in told(cast.fay)


class TestADispute:
    @pytest.fixture
    def charge(self, whole, desk, cast):
        """Of an order whose work omar did."""
        an_order()
        funded = paid(desk.visitor, cast.ada, AT_ONCE, 2 * PAY)
        whole.tell(whole.messages())
        worked(cast.omar.id, PAY, currency=CURRENCY, order_id=ORDER)
        assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 0
        payment = funding(funded).payment_id
        return desk.visitor.stripe.v1.payment_intents.retrieve(payment).latest_charge

    def dispute(self, whole, charge) -> None:
        whole.desk.visitor.lever("disputes", charge=charge)
        whole.tell(whole.messages())

    def pay(self, desk, cast) -> None:
        over()
        plan_and_approve(cast)
        desk.send()
        desk.later(days=4)
        desk.look()

    def nobody_lost_by_it_but_the_client(self, desk, account, cast):
        assert {each.state.value for each in all_of(Payout)} == {"paid"}
        assert desk.moved_to(account) == PAY
        assert payable(cast.omar.id, CURRENCY) == (0, 0)
        assert kept(Account(Kind.RECEIVABLE_PERFORMER, cast.omar.id, CURRENCY)) == (0, 0)
        assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 2 * PAY
        assert desk.faults() == []

    def test_before_the_payout(self, whole, desk, account, charge, cast):
        self.dispute(whole, charge)
        self.pay(desk, cast)
        self.nobody_lost_by_it_but_the_client(desk, account, cast)

    def test_after_the_payout(self, whole, desk, account, charge, cast):
        self.pay(desk, cast)
        self.dispute(whole, charge)
        self.nobody_lost_by_it_but_the_client(desk, account, cast)

    def test_that_performers_pay_for_would_be_found_out(
        self, whole, desk, account, charge, cast, monkeypatch
    ):
        """The planted fault: what the bank took is taken from whoever did the work."""
        self.pay(desk, cast)
        owes = Account(Kind.RECEIVABLE_PERFORMER, cast.omar.id, CURRENCY)
        monkeypatch.setattr(funding_steps, "owed_by", lambda *_: owes)
        self.dispute(whole, charge)
        with pytest.raises(AssertionError):
            self.nobody_lost_by_it_but_the_client(desk, account, cast)

    def test_an_order_that_was_funded_in_part_pays_in_full(
        self, whole, desk, account, charge, cast
    ):
        worked(cast.omar.id, 2 * PAY, currency=CURRENCY, order_id=ORDER)
        self.pay(desk, cast)
        assert desk.moved_to(account) == 3 * PAY
        assert held(Kind.ORDER_FUNDS, ORDER) == 0
        owing = 3 * PAY * 115 // 100 - 2 * PAY
        assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == owing
        assert desk.faults() == []
