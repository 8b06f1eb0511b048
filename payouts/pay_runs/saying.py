"""Runs, payouts and reasons in words."""

from collections.abc import Mapping
from datetime import date, timedelta

from payouts.pay_runs.models import (
    Payout,
    PayoutState,
    PayRun,
    RunKind,
    RunState,
    Skipped,
    SkipReason,
)

REASONS = {
    SkipReason.HELD: "Held, by a named person and for a reason",
    SkipReason.NO_ACCOUNT: "No payout account yet",
    SkipReason.NOT_READY: "The payout account asks for something first",
    SkipReason.PAUSED: "Paused, because the bank account was changed",
    SkipReason.RESTRICTED: "The payout account is restricted",
    SkipReason.BELOW_MINIMUM: "Less than the smallest payout; it adds up until the next run",
    SkipReason.CURRENCY: "No account or card there takes this currency, or we cannot send it now",
    SkipReason.MISMATCH: "Our books do not add up here; finance looks into it",
}
STATES = {
    PayoutState.PLANNED: ("Planned", ""),
    PayoutState.APPROVED: ("Approved", "info"),
    PayoutState.SENDING: ("Being sent", "info"),
    PayoutState.SENT: ("Sent to the bank", "info"),
    PayoutState.PAID: ("Paid", "ok"),
    PayoutState.RETURNED: ("Came back from the bank", "stop"),
    PayoutState.VOID: ("Not paid", "warn"),
}
RUN_STATES = {
    RunState.PLANNING: ("Being planned", ""),
    RunState.PLANNED: ("Waits for approval", "warn"),
    RunState.APPROVED: ("Approved", "ok"),
    RunState.REJECTED: ("Rejected", "stop"),
}
_OVER = frozenset((PayoutState.PAID, PayoutState.VOID))
KINDS = {
    RunKind.SCHEDULED: "Weekly",
    RunKind.ON_DEMAND: "On demand",
    RunKind.LATE: "So that nothing is late",
}


def is_not_paid(payout: Payout) -> bool:
    """Not sent, or come back."""
    return payout.state in (PayoutState.VOID, PayoutState.RETURNED)


def reason(code: str) -> str:
    return REASONS[SkipReason(code)]


def run_state(run: PayRun, progress: Mapping[PayoutState, int]) -> tuple[str, str]:
    """Of an approved one also whether anything of it is still under way."""
    if run.state is not RunState.APPROVED:
        return RUN_STATES[run.state]
    if not progress:
        return "Nothing to pay", ""
    return ("Settled", "ok") if progress.keys() <= _OVER else RUN_STATES[run.state]


def how_far(progress: Mapping[PayoutState, int]) -> str:
    """As 2 paid, 1 not paid."""
    said = (
        f"{progress[each]} {label.lower()}"
        for each, (label, _) in STATES.items()
        if each in progress
    )
    return ", ".join(said)


def last_day(skipped: Skipped) -> date | None:
    """Of a hold, which is kept as the instant when that day is over."""
    if skipped.reason != SkipReason.HELD or skipped.until is None:
        return None
    return (skipped.until - timedelta(microseconds=1)).date()
