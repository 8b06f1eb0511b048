"""Earnings in words: where each stands, why it waits, and what was wrong with it."""

from marketplace.accounts.roles import LABELS, Role
from payouts.earnings.hold_models import HoldReason
from payouts.earnings.models import EarningState
from payouts.earnings.reduction_models import ReductionReason, ReductionState, Source

STATES = {
    EarningState.PAYABLE: "Next pay run",
    EarningState.HELD: "Held",
    EarningState.ON_ITS_WAY: "In a pay run",
    EarningState.PAID: "Paid",
    EarningState.NOTHING_LEFT: "Nothing left",
}
BLOCKED = "Waits for your payout account"
"""What is said instead of the next pay run, which will not have it as things are."""
TONES = {
    EarningState.PAYABLE: "info",
    EarningState.HELD: "warn",
    EarningState.ON_ITS_WAY: "info",
    EarningState.PAID: "ok",
    EarningState.NOTHING_LEFT: "",
}
HOLD_REASONS = {
    HoldReason.IDENTITY: "we must be sure who is paid",
    HoldReason.PAYEE_DETAILS: "the bank details are not usable",
    HoldReason.TAX_FORM: "a tax form is missing that the law asks for",
    HoldReason.POSSIBLE_ERROR: "the amount may be miscounted",
    HoldReason.POSSIBLE_FRAUD: "we look into a possible fraud",
    HoldReason.LEGAL_ORDER: "a court or an authority ordered it",
    HoldReason.ASKED_BY_PERFORMER: "the performer asked for it",
}
TO_THEMSELVES = HOLD_REASONS | {HoldReason.ASKED_BY_PERFORMER: "you asked for it"}
"""The same to the performer whose pay it is."""
REDUCTION_REASONS = {
    ReductionReason.ARITHMETIC: "it was miscounted",
    ReductionReason.FRAUD: "there is proof of fraud",
}
REDUCTION_STATES = {
    ReductionState.PROPOSED: "Proposed",
    ReductionState.APPEALED: "Appealed",
    ReductionState.OVERTURNED: "Overturned",
    ReductionState.TAKEN_BACK: "Taken back",
    ReductionState.APPLIED: "Applied",
}
SOURCES = {
    Source.HELD: "from what was held",
    Source.PAYABLE: "from the next pay run",
    Source.LATER: "from a later earning",
}


def role_label(role: str) -> str:
    return LABELS[Role(role)] if role in set(Role) else role.capitalize()
