"""Our books against Stripe's, over real HTTP: a clean day has no difference, and each that was
planted is found under its name, with its amount."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from foundation.database import db, transaction
from foundation.money import Money
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Line, post
from payouts.pay_runs.models import Payout, PayoutState
from payouts.reconciliation import comparing, reconciling, seeing, settling
from payouts.reconciliation.errors import (
    DifferenceChanged,
    DifferenceIsOver,
    NoPostingHelps,
    NotAgainstThis,
)
from payouts.reconciliation.models import Difference, ReconciliationState
from payouts.transfers import sending
from payouts.transfers.claiming import claim
from payouts.transfers.models import Attempt, AttemptState, Step
from tests.payouts.pay_runs.earned import kept
from tests.payouts.reconciliation.reconciled import (
    later,
    named,
    open_with,
    pay_out_behind_our_back,
    reconciled,
    resolve,
    send_behind_our_back,
    still_open,
)
from tests.payouts.transfers.sent import CURRENCY, attempts, state_of


@pytest.fixture
def sent(desk, cast):
    """Omar is paid 50.00 of 900.00; his bank does not have it yet."""
    desk.payee(cast.omar)
    open_with(desk, 90_000)
    (payout,) = desk.approved((cast.omar, 5_000))
    desk.send()
    return payout.id


@pytest.fixture
def paid(desk, sent):
    later(days=4)
    desk.look()
    assert state_of(sent) == "paid"
    return sent


def bank_of(payout_id):
    return next(each for each in attempts(Step.BANK) if each.payout_id == payout_id)


def transfer_of(payout_id):
    return next(each for each in attempts(Step.TRANSFER) if each.payout_id == payout_id)


def rewrite(model, id_, **values):
    with transaction() as session:
        session.execute(update(model).where(model.id == id_).values(**values))


class TestACleanDay:
    def test_nothing_at_all_has_no_difference(self, desk):
        run = reconciled(desk)
        assert (run.state, run.still_open) == (ReconciliationState.COMPLETE, 0)

    def test_on_its_way_to_the_bank(self, desk, sent):
        run = reconciled(desk)
        assert named() == []
        assert (run.movements, run.transfers, run.bank_payouts, run.payees) == (2, 1, 1, 1)

    def test_at_the_bank(self, desk, paid):
        assert reconciled(desk).still_open == 0

    def test_paid_at_stripe_and_not_looked_at_yet(self, desk, sent):
        arrives = bank_of(sent)
        desk.visitor.lever(f"payouts/{arrives.stripe_id}/pay")
        reconciled(desk)
        assert named() == []

    def test_given_back_and_reversed(self, desk, paid):
        desk.visitor.lever(f"payouts/{bank_of(paid).stripe_id}/return")
        desk.look()
        reconciled(desk)
        assert named() == [], "its reversal is still to be sent"
        desk.send()
        assert state_of(paid) == "void"
        reconciled(desk)
        assert named() == []

    @pytest.mark.parametrize("step", list(Step))
    def test_done_at_stripe_and_nobody_knows_yet(self, desk, cast, step):
        desk.payee(cast.omar)
        open_with(desk, 20_000)
        desk.approved((cast.omar, 5_000))
        if step is Step.REVERSAL:
            desk.send()
            desk.visitor.lever(f"payouts/{attempts(Step.BANK)[0].stripe_id}/fail")
            desk.look()
        path = {Step.TRANSFER: "/v1/transfers", Step.BANK: "/v1/payouts"}.get(step)
        path = path or f"/v1/transfers/{attempts(Step.TRANSFER)[0].stripe_id}/reversals"
        desk.visitor.lever("fail_next", mode="drop_after_commit", path=path, count=3)
        desk.send()
        assert attempts(step)[0].state is AttemptState.UNKNOWN
        reconciled(desk)
        assert named() == []
        desk.send()
        reconciled(desk)
        assert named() == []

    def test_weeks_later_too(self, desk, paid):
        reconciled(desk)
        later(days=40)
        assert reconciled(desk).still_open == 0


class TestPlantedAtStripe:
    def test_money_that_came_from_somewhere(self, desk, paid):
        desk.fund(700)
        reconciled(desk)
        ((kind, subject, ours, theirs),) = named()
        assert (kind, ours, theirs) == ("unknown_to_us", 0, 700)
        assert subject.startswith("txn_")
        assert still_open()[0].says == "topup"

    def test_a_transfer_that_we_never_made(self, desk, cast, paid):
        made = send_behind_our_back(desk, desk.accounts[cast.omar.id], 1_200)
        reconciled(desk)
        assert named() == [("unknown_to_us", made, 0, -1_200)]

    def test_a_transfer_that_we_hold_as_refused(self, desk, cast, paid):
        """What pays twice: the answer was a no, and Stripe did it all the same."""
        attempt = transfer_of(paid)
        with transaction() as session:
            twin = Attempt(
                payout_id=paid,
                step=Step.TRANSFER,
                n=2,
                key=f"{paid}:transfer:2",
                path=attempt.path,
                parameters=attempt.parameters,
                account="",
                fingerprint="",
                state=AttemptState.ABSENT,
            )
            session.add(twin)
        labels = {"attempt": f"{paid}:transfer:2"}
        made = send_behind_our_back(desk, desk.accounts[cast.omar.id], 5_000, metadata=labels)
        reconciled(desk)
        assert named() == [("unknown_to_us", made, 0, -5_000)]
        assert still_open()[0].says == "transfer; we hold this attempt as absent"

    def test_a_reversal_that_we_never_made(self, desk, sent, cast):
        account = desk.accounts[cast.omar.id]
        send_behind_our_back(desk, account, 1_200)
        reconciled(desk)
        resolve(desk, still_open()[0])
        made = desk.visitor.stripe.v1.transfers.list({"limit": 1}).data[0]
        back = desk.visitor.stripe.v1.transfers.reversals.create(made.id, {"amount": 200})
        reconciled(desk)
        assert ("unknown_to_us", back.id, 0, 200) in named()

    def test_a_bank_payout_that_we_never_made(self, desk, cast, sent):
        account = desk.accounts[cast.omar.id]
        send_behind_our_back(desk, account, 3_000)
        reconciled(desk)
        made = pay_out_behind_our_back(desk, account, 2_500)
        reconciled(desk)
        (ours, theirs) = named()
        assert ours[0] == "unknown_to_us"
        assert theirs == ("unknown_to_us", made, 0, -2_500)
        assert still_open()[1].place == str(cast.omar.id)

    def test_failed_there_and_paid_here(self, desk, paid):
        bank = bank_of(paid).stripe_id
        desk.visitor.lever(f"payouts/{bank}/return")
        reconciled(desk)
        assert named() == [("other_state", bank, -5_000, -5_000)]
        assert still_open()[0].says == "failed at Stripe, paid by our books"
        desk.look()
        run = reconciled(desk)
        assert (run.gone, run.still_open) == (1, 0), "seen to have gone by itself"

    def test_paid_there_for_long_and_only_sent_here(self, desk, sent):
        later(days=5)
        reconciled(desk)
        assert named() == [("other_state", bank_of(sent).stripe_id, -5_000, -5_000)]


class TestPlantedInOurBooks:
    def test_a_transfer_that_stripe_does_not_have(self, desk, sent):
        attempt, name = transfer_of(sent), transfer_of(sent).stripe_id
        rewrite(Attempt, attempt.id, stripe_id="tr_nowhere")
        reconciled(desk)
        assert sorted(named()) == [
            ("missing_at_stripe", "tr_nowhere", -5_000, 0),
            ("unknown_to_us", name, 0, -5_000),
        ]

    def test_a_bank_payout_that_stripe_does_not_have(self, desk, sent):
        attempt, name = bank_of(sent), bank_of(sent).stripe_id
        rewrite(Attempt, attempt.id, stripe_id="po_nowhere")
        reconciled(desk)
        assert sorted(named()) == [
            ("missing_at_stripe", "po_nowhere", -5_000, 0),
            ("unknown_to_us", name, 0, -5_000),
        ]

    def test_a_bank_payout_of_another_amount(self, desk, sent):
        rewrite(Payout, sent, amount_minor=4_900)
        reconciled(desk)
        assert named() == [("other_amount", bank_of(sent).stripe_id, -4_900, -5_000)]

    def test_a_payout_that_we_hold_as_paid_too_early(self, desk, sent):
        rewrite(Payout, sent, state=PayoutState.PAID)
        reconciled(desk)
        assert named() == [("other_state", bank_of(sent).stripe_id, -5_000, -5_000)]

    def test_a_transfer_posted_with_another_amount(self, desk, sent):
        move(platform(Kind.STRIPE_AVAILABLE, CURRENCY), 30, Purpose.TRANSFER, sent)
        reconciled(desk)
        assert named() == [("other_amount", transfer_of(sent).stripe_id, -4_970, -5_000)]

    def test_a_posting_by_hand(self, desk, sent):
        move(platform(Kind.STRIPE_AVAILABLE, CURRENCY), 30, Purpose.FUND, sent)
        reconciled(desk)
        assert named() == [("missing_at_stripe", "by hand", 30, 0)]

    def test_what_a_performer_has_there(self, desk, cast, paid):
        move(Account(Kind.CONNECTED, cast.omar.id, CURRENCY), 40, Purpose.CORRECT, paid)
        reconciled(desk)
        assert named() == [("balance_differs", "balance", 40, 0)]

    def test_available_and_pending_mixed_up(self, desk, sent):
        """As one movement, so that the sum is right."""
        available, pending = (
            platform(kind, CURRENCY) for kind in (Kind.STRIPE_AVAILABLE, Kind.STRIPE_PENDING)
        )
        with transaction() as session:
            line = Line(pending, available, Money(60, CURRENCY), Purpose.SETTLE, sent)
            post(session, "by hand", [line])
        reconciled(desk)
        assert named() == [("availability_differs", "balance", 84_940, 85_000)]
        assert still_open()[0].off_minor == 0


def move(account, amount, purpose, cause_id):
    other = platform(Kind.CAPITAL, CURRENCY)
    with transaction() as session:
        post(session, "by hand", [Line(account, other, Money(amount, CURRENCY), purpose, cause_id)])


class TestABalanceThatNothingExplains:
    def test_is_named_with_what_is_left(self, desk, sent, monkeypatch):
        """A movement that Stripe counts and does not list."""
        honest = seeing.balance_transactions.between

        def hiding(*given, **more):
            return [each for each in honest(*given, **more) if each.net.amount_minor != 333]

        monkeypatch.setattr(seeing.balance_transactions, "between", hiding)
        desk.fund(333)
        reconciled(desk)
        assert named() == [("balance_differs", "balance", 85_000, 85_333)]
        assert still_open()[0].off_minor == 333


class TestWhatCouldNotBeRead:
    @pytest.mark.parametrize(
        "path", ["/v1/balance", "/v1/balance_transactions", "/v1/transfers", "/v1/payouts"]
    )
    def test_is_said_and_nothing_is_called_missing(self, desk, sent, path):
        rewrite(Attempt, transfer_of(sent).id, stripe_id="tr_nowhere")
        rewrite(Attempt, bank_of(sent).id, stripe_id="po_nowhere")
        later(minutes=20)
        desk.visitor.lever("fail_next", mode="500", path=path, count=20)
        run = reconciled(desk, at_once=True)
        assert run.state is ReconciliationState.INCOMPLETE
        assert "Stripe does not answer" in run.unread
        kinds = {each[1] for each in named()}
        assert "po_nowhere" not in kinds
        if path != "/v1/payouts":
            assert kinds == set()

    def test_what_was_open_there_stays_open(self, desk, sent):
        desk.fund(700)
        reconciled(desk)
        desk.visitor.lever("fail_next", mode="500", path="/v1/transfers", count=20)
        run = reconciled(desk)
        assert (run.gone, run.still_open) == (0, 1)

    def test_money_that_moves_meanwhile_is_not_judged(self, desk, sent, monkeypatch):
        """Planted: each time it is looked at, some came in between."""
        honest = seeing.transfers.since

        def busy(*given):
            desk.fund(5)
            return honest(*given)

        monkeypatch.setattr(seeing.transfers, "since", busy)
        run = reconciled(desk)
        assert run.state is ReconciliationState.INCOMPLETE
        assert "Money was moving" in run.unread
        assert named() == []

    def test_an_attempt_that_is_being_asked_right_now_is_waited_for(self, desk, cast, sent):
        desk.approved((cast.omar, 4_000))
        with transaction() as session:
            sending._open_approved(session, 100)
            assert claim(session, 1)
        run = reconciled(desk, at_once=True)
        assert run.state is ReconciliationState.INCOMPLETE


class TestResolving:
    def test_a_posting_clears_it_and_the_books_agree(self, desk, cast, paid):
        desk.fund(700)
        reconciled(desk)
        resolve(desk, still_open()[0], Kind.ROUNDING)
        run = reconciled(desk)
        assert (run.new, run.still_open) == (0, 0)
        assert kept(platform(Kind.STRIPE_AVAILABLE, CURRENCY))[0] == 85_700
        assert kept(platform(Kind.ROUNDING, CURRENCY))[0] == -700

    def test_what_a_performer_has_behind_our_back_stays_seen_until_it_is_posted(
        self, desk, cast, paid
    ):
        send_behind_our_back(desk, desk.accounts[cast.omar.id], 1_200)
        reconciled(desk)
        resolve(desk, still_open()[0], Kind.REMEDIES)
        reconciled(desk)
        assert named() == [("balance_differs", "balance", 0, 1_200)]
        resolve(desk, still_open()[0], Kind.REMEDIES)
        assert reconciled(desk).still_open == 0
        assert kept(Account(Kind.CONNECTED, cast.omar.id, CURRENCY))[0] == 1_200
        later(days=40)
        assert reconciled(desk).still_open == 0

    def test_a_posting_that_does_not_fit_is_found_again(self, desk, paid, monkeypatch):
        """Planted: it is posted somewhere else than where the books are wrong."""
        desk.fund(700)
        reconciled(desk)
        first = still_open()[0].id
        elsewhere = lambda _place, currency: platform(Kind.ROUNDING, currency)  # noqa: E731
        monkeypatch.setattr(settling, "place_account", elsewhere)
        resolve(desk, still_open()[0])
        assert named() == []
        reconciled(desk)
        assert [each[0] for each in named()] == ["unknown_to_us"]
        assert still_open()[0].id != first

    def test_what_was_looked_at_is_what_is_posted(self, desk, paid):
        desk.fund(700)
        reconciled(desk)
        (found,) = still_open()
        rewrite(Difference, found.id, off_minor=800)
        db.session.rollback()
        with pytest.raises(DifferenceChanged):
            posted(desk, found.id, 700)

    def test_twice_is_refused_and_posts_once(self, desk, paid):
        desk.fund(700)
        reconciled(desk)
        (found,) = still_open()
        id_ = found.id
        posted(desk, id_, 700)
        with pytest.raises(DifferenceIsOver):
            posted(desk, id_, 700)
        assert kept(platform(Kind.CAPITAL, CURRENCY))[0] == 90_700

    def test_where_only_a_state_differs_nothing_can_be_posted(self, desk, paid):
        desk.visitor.lever(f"payouts/{bank_of(paid).stripe_id}/return")
        reconciled(desk)
        with pytest.raises(NoPostingHelps):
            posted(desk, still_open()[0].id, 0)

    @pytest.mark.parametrize("kind", [Kind.PERFORMER_PAYABLE, Kind.ORDER_FUNDS, Kind.PLATFORM_FEE])
    def test_never_against_what_we_owe(self, desk, paid, kind):
        desk.fund(700)
        reconciled(desk)
        with pytest.raises(NotAgainstThis):
            posted(desk, still_open()[0].id, 700, kind)


def posted(desk, id_, off_minor, against=Kind.CAPITAL):
    db.session.rollback()
    settling.resolve_difference(
        id_, against=against, off_minor=off_minor, because="A top-up.", actor=desk.cast.fay.actor
    )


class TestOneRow:
    def test_found_twice_it_is_the_same_and_its_age_is_kept(self, desk, paid):
        desk.fund(700)
        reconciled(desk)
        (first,) = [(each.id, each.first_seen_at) for each in still_open()]
        later(days=40)
        run = reconciled(desk)
        (again,) = still_open()
        assert (again.id, again.first_seen_at) == first
        assert again.last_seen_at - again.first_seen_at > timedelta(days=40)
        assert run.new == 0

    def test_what_is_newer_than_ten_minutes_is_left_for_the_next(self, desk, paid):
        reconciled(desk)
        desk.fund(700)
        reconciled(desk, at_once=True)
        assert named() == []
        reconciled(desk)
        assert len(named()) == 1


class TestFaultsOfTheComparing:
    def test_without_what_is_explained_each_would_be_named_twice(self, desk, paid, monkeypatch):
        """Planted: a comparison that forgets what it has already named."""
        honest = comparing._compare_balances

        def forgetful(done, *given):
            done.explained.clear()
            honest(done, *given)

        monkeypatch.setattr(comparing, "_compare_balances", forgetful)
        desk.fund(700)
        reconciled(desk)
        assert {each[0] for each in named()} == {"unknown_to_us", "balance_differs"}

    def test_a_run_that_judges_what_it_did_not_read_would_be_found(self, desk, sent, monkeypatch):
        """Planted: an empty answer in the place of none."""

        def empty(_stripe, wanted):
            return {each.performer_id: seeing.TheirPlace({}, []) for each in wanted}

        monkeypatch.setattr(reconciling.seeing, "theirs", empty)
        reconciled(desk)
        assert "missing_at_stripe" in {each[0] for each in named()}
