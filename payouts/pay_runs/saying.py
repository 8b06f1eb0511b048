"""Runs, payouts and reasons in words."""

from payouts.pay_runs.models import PayoutState, PayRun, RunKind, RunState, SkipReason

REASONS = {
    SkipReason.HELD: "Held: a named person gave a reason, and an end",
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
KINDS = {
    RunKind.SCHEDULED: "Weekly",
    RunKind.ON_DEMAND: "On demand",
    RunKind.LATE: "So that nothing is late",
}


def reason(code: str) -> str:
    return REASONS[SkipReason(code)]


def run_state(run: PayRun) -> tuple[str, str]:
    return RUN_STATES[run.state]
