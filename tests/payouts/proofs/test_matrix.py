"""Each step of a payout with each way to fail: killed, unanswered, refused, overtaken. Afterwards
it was done once, and our books are Stripe's."""

from dataclasses import dataclass, replace

import pytest

from payouts.stripe_gateway.outcomes import DefiniteNo, Refusal, Unknown
from payouts.transfers.calling import Absent
from payouts.transfers.models import PROVEN_NOT_DONE, AttemptState, Step
from tests.payouts.pay_runs.earned import payable
from tests.payouts.transfers.sent import CURRENCY, Desk, attempts, state_of

PAY = 5_000
PATHS = {Step.TRANSFER: "/v1/transfers", Step.BANK: "/v1/payouts", Step.REVERSAL: "/reversals"}
BREAKS = {
    "409": 3,
    "429": 5,
    "500": 1,
    "500_after_commit": 1,
    "drop_after_commit": 3,
    "drop_before": 3,
}
"""How often, so that the gateway gives up on it."""


@dataclass(slots=True)
class Reached:
    """A payout of which this step is the next."""

    desk: Desk
    step: Step
    account: str
    performer: object

    def ended(self) -> None:
        """As it should, after whatever: once."""
        (payout,) = {each.payout_id for each in attempts()}
        back = self.step is Step.REVERSAL
        assert state_of(payout) == ("void" if back else "sent")
        assert self.desk.moved_to(self.account) == (0 if back else PAY)
        assert payable(self.performer.id, CURRENCY) == ((PAY, 0) if back else (0, 0))
        assert len(attempts(self.step, AttemptState.DONE)) == 1
        left = {each.state for each in attempts()} - {AttemptState.DONE, *PROVEN_NOT_DONE}
        assert left == set()
        assert self.desk.faults() == []


@pytest.fixture(params=list(Step))
def reached(request, whole, cast) -> Reached:
    desk, step = whole.desk, request.param
    account = desk.payee(cast.omar)
    desk.fund(4 * PAY)
    desk.approved((cast.omar, PAY))
    if step is Step.BANK:
        (claimed,) = whole.claims()
        whole.recorded(claimed, whole.asked(claimed))
    if step is Step.REVERSAL:
        desk.send()
        desk.visitor.lever(f"payouts/{attempts(Step.BANK)[0].stripe_id}/fail")
        desk.look()
    return Reached(desk, step, account, cast.omar)


def claimed_by(whole, reached):
    (claimed,) = whole.claims()
    assert claimed.step is reached.step
    return claimed


class TestKilled:
    def test_before_it_asked(self, whole, reached):
        claimed_by(whole, reached)
        assert reached.desk.send() == 0, "another worker has it"
        reached.desk.later(minutes=11)
        reached.desk.send()
        reached.ended()
        assert len(attempts(reached.step)) == 1

    def test_after_it_asked(self, whole, reached):
        whole.asked(claimed_by(whole, reached))
        reached.desk.later(minutes=11)
        reached.desk.send()
        reached.ended()
        assert len(attempts(reached.step)) == 1

    def test_after_it_asked_and_a_day_passed(self, whole, reached):
        whole.asked(claimed_by(whole, reached))
        reached.desk.later(hours=25)
        reached.desk.visitor.lever("prune_idempotency")
        reached.desk.send()
        reached.ended()
        assert len(attempts(reached.step)) == 1

    def test_before_it_asked_and_a_day_passed(self, whole, reached):
        claimed_by(whole, reached)
        reached.desk.later(hours=25)
        reached.desk.visitor.lever("prune_idempotency")
        reached.desk.send()
        reached.ended()
        assert [each.state for each in attempts(reached.step)] == ["absent", "done"]

    def test_after_it_wrote_it_down(self, whole, reached):
        claimed = claimed_by(whole, reached)
        found = whole.asked(claimed)
        assert whole.recorded(claimed, found)
        assert not whole.recorded(claimed, found)
        reached.desk.send()
        reached.ended()


@pytest.mark.parametrize("mode", BREAKS)
class TestAnswers:
    def test_that_come_otherwise(self, reached, mode):
        self.break_it(reached, mode)
        for _ in range(9):
            reached.desk.send()
            reached.desk.later(minutes=20)
        reached.ended()

    def test_that_come_otherwise_and_a_day_passes(self, reached, mode):
        self.break_it(reached, mode)
        reached.desk.send()
        reached.desk.later(hours=25)
        reached.desk.visitor.lever("prune_idempotency")
        reached.desk.send()
        reached.ended()

    def break_it(self, reached, mode):
        reached.desk.visitor.lever(
            "fail_next", mode=mode, path=PATHS[reached.step], method="POST", count=BREAKS[mode]
        )


NO_ACCESS = DefiniteNo(Refusal(401, "invalid_request_error", "", "Invalid API key provided."))
NO_SUCH = DefiniteNo(Refusal(400, "invalid_request_error", "resource_missing", "No such account."))
TOO_FAST = DefiniteNo(Refusal(429, "invalid_request_error", "rate_limit", "Too many requests."))
LATE = {
    "no": NO_SUCH,
    "no access": NO_ACCESS,
    "too fast": TOO_FAST,
    "unknown": Unknown("no answer"),
    "absent": Absent(),
}


class TestOvertaken:
    """A lease that ends in the middle of a call: another has it, and then the first comes back."""

    def test_what_was_done_is_known_once(self, whole, reached):
        first = claimed_by(whole, reached)
        found = whole.asked(first)
        reached.desk.later(minutes=11)
        second = claimed_by(whole, reached)
        again = whole.asked(second)
        assert whole.recorded(first, found)
        assert not whole.recorded(second, again)
        reached.desk.send()
        reached.ended()

    @pytest.mark.parametrize("late", LATE)
    def test_an_answer_that_comes_late_takes_nothing_from_who_took_over(self, whole, reached, late):
        first = claimed_by(whole, reached)
        reached.desk.later(minutes=11)
        second = claimed_by(whole, reached)
        done = whole.asked(second)
        assert not whole.recorded(first, LATE[late])
        assert whole.recorded(second, done)
        reached.desk.send()
        reached.ended()

    def test_too_fast_is_no_new_key_to_who_took_over_without_an_answer(self, whole, reached):
        first = claimed_by(whole, reached)
        reached.desk.later(minutes=11)
        second = claimed_by(whole, reached)
        whole.asked(second)  # Done, and no answer comes.
        whole.recorded(second, Unknown("no answer came"))
        whole.recorded(first, TOO_FAST)
        reached.desk.later(hours=25)
        reached.desk.visitor.lever("prune_idempotency")
        reached.desk.send()
        reached.ended()


def test_whoever_answers_late_and_is_believed_would_be_found_out(whole, cast):
    """The planted fault: the first says no in the second's name, who has had it done."""
    desk = whole.desk
    desk.payee(cast.omar)
    desk.fund(4 * PAY)
    desk.approved((cast.omar, PAY))
    (first,) = whole.claims()
    desk.later(minutes=11)
    (second,) = whole.claims()
    done = whole.asked(second)
    assert whole.recorded(replace(first, turn=second.turn), NO_SUCH)
    assert not whole.recorded(second, done)
    assert any("at Stripe" in each for each in desk.faults())
