"""Disputes in plain words."""

from payouts.disputes.models import AnswerState, DisputeAnswer, Shows, Way
from payouts.disputes.queries import WorkDone
from payouts.funding.dispute_models import ClientDispute

_REASONS = {
    "bank_cannot_process": "The bank could not carry out the debit.",
    "check_returned": "The cheque came back.",
    "credit_not_processed": "The client says that money was to be given back and was not.",
    "customer_initiated": "The client asked its bank for the money back.",
    "debit_not_authorized": "The client says that it never allowed the debit.",
    "duplicate": "The client says that it paid twice.",
    "fraudulent": "The client says that somebody else paid with its card.",
    "general": "The bank gives no reason.",
    "incorrect_account_details": "The bank says that the account was wrong.",
    "insufficient_funds": "The account did not hold enough.",
    "noncompliant": "The card's network says that a rule of its own was broken.",
    "product_not_received": "The client says that it never got what it paid for.",
    "product_unacceptable": "The client says that what it got was not what was promised.",
    "subscription_canceled": "The client says that it had cancelled before.",
    "unrecognized": "The client does not know this payment.",
}
_STATES = {
    "needs_response": ("To answer", "warn"),
    "under_review": ("The bank decides", "info"),
    "won": ("Won", "ok"),
    "lost": ("Lost", "stop"),
    "prevented": ("Prevented", "ok"),
    "warning_needs_response": ("Asked, to answer", "warn"),
    "warning_under_review": ("Asked, the bank decides", "info"),
    "warning_closed": ("Asked, and closed", "ok"),
}
_ANSWERS = {
    AnswerState.WRITTEN: ("Written, not sent", "info"),
    AnswerState.ASKED: ("Stripe has not said yet that it has it", "warn"),
    AnswerState.SENT: ("Sent", "ok"),
    AnswerState.REFUSED: ("Not taken by Stripe: change it, or send it again", "stop"),
}
SHOWS = {
    Shows.WORK: "What was done and handed over",
    Shows.WORDS: "What the client wrote",
    Shows.RECEIPT: "A receipt or invoice",
    Shows.OTHER: "Something else",
}
POLICY = (
    "Before paying, the client was shown: money that is set aside and promised to nobody is given"
    " back when the client asks. What performers have earned by approved work is not given back."
)


def reason(dispute: ClientDispute) -> str:
    """A word that Stripe will think of is said as it is."""
    word = dispute.reason.replace("_", " ") or "none"
    return _REASONS.get(dispute.reason, f"The bank's word for it: {word}.")


def state(dispute: ClientDispute) -> tuple[str, str]:
    return _STATES.get(dispute.status, (dispute.status.replace("_", " ").capitalize(), "info"))


def answer_state(answer: DisputeAnswer) -> tuple[str, str]:
    if answer.way is Way.ACCEPTANCE and answer.state is AnswerState.SENT:
        return "Accepted", "info"
    return _ANSWERS[answer.state]


def product(number: str, done: WorkDone) -> str:
    """What may be said first; whoever answers knows more. Without a number it was no order's."""
    if not number:
        return (
            "Credit paid in advance, from which the client orders performances that are recorded"
            " for machine learning."
        )
    said = f"Performances recorded to order for machine learning, {number}."
    if not done.pieces:
        return f"{said} Paid in advance and set aside for the performers."
    days = (
        f"on {done.first}" if done.first == done.last else f"between {done.first} and {done.last}"
    )
    return f"{said} {done.pieces} pieces of work were done and approved {days}."
