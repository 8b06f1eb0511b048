"""Differences and reconciliations in words."""

from payouts.journal.chart import Kind
from payouts.reconciliation.comparing import BALANCE
from payouts.reconciliation.models import (
    Difference,
    DifferenceKind,
    Ending,
    Reconciliation,
    ReconciliationState,
)

KINDS = {
    DifferenceKind.MISSING_AT_STRIPE: "Missing at Stripe",
    DifferenceKind.UNKNOWN_TO_US: "Unknown to us",
    DifferenceKind.OTHER_AMOUNT: "Another amount",
    DifferenceKind.OTHER_STATE: "Another state",
    DifferenceKind.BALANCE_DIFFERS: "The balance differs",
    DifferenceKind.AVAILABILITY_DIFFERS: "Not available as we think",
}
MEANINGS = {
    DifferenceKind.MISSING_AT_STRIPE: "Our books have it, and Stripe does not.",
    DifferenceKind.UNKNOWN_TO_US: "Stripe has it, and our books do not.",
    DifferenceKind.OTHER_AMOUNT: "Both have it, with different amounts.",
    DifferenceKind.OTHER_STATE: "Both have it, and disagree on what became of it.",
    DifferenceKind.BALANCE_DIFFERS: (
        "The balances differ by more than everything that has a name of its own."
    ),
    DifferenceKind.AVAILABILITY_DIFFERS: (
        "The sum agrees. Of it, another part can be sent on than our books say."
    ),
}
STATES = {
    ReconciliationState.WANTED: ("Waits for a worker", ""),
    ReconciliationState.RUNNING: ("Being done", "info"),
    ReconciliationState.COMPLETE: ("Complete", "ok"),
    ReconciliationState.INCOMPLETE: ("Not everything could be read", "warn"),
}
ENDINGS = {
    Ending.POSTED: ("Posted", "ok"),
    Ending.GONE: ("Gone by itself", "info"),
}
AGAINST = {
    Kind.STRIPE_FEES: "Fees of Stripe's",
    Kind.ROUNDING: "Rounding",
    Kind.CAPITAL: "Our own money, put in or taken out",
    Kind.DISPUTES: "Payments that banks took back for good",
    Kind.REMEDIES: "We were at fault, and bear it",
}
PLACES = {"ours": "Our balance at Stripe", "performers": "Performers' accounts that were read"}


def kind(difference: Difference) -> str:
    return KINDS[DifferenceKind(difference.kind)]


def meaning(difference: Difference) -> str:
    return MEANINGS[DifferenceKind(difference.kind)]


def subject(difference: Difference) -> str:
    return "Balance" if difference.subject == BALANCE else difference.subject


def state(run: Reconciliation) -> tuple[str, str]:
    return STATES[run.state]
