"""Bank debits end days after they begin; whoever waits for the money is told then."""

from payouts.sandbox.objects import charges, checkout, invoices, payment_intents
from payouts.sandbox.objects.methods import Ends
from payouts.sandbox.objects.payment_intents import DEBIT, Declined
from payouts.sandbox.state import State

_WHY = Declined(
    "payment_intent_payment_attempt_failed",
    "insufficient_funds",
    "The customer's bank account has insufficient funds.",
)


def _end(state: State, name: str) -> None:
    intent = state.records.get(payment_intents.KIND, name)
    if intent["status"] != "processing":
        return
    charge = state.records.get("charge", intent["latest_charge"])
    waits = [
        (waiting, intent.aside[part])
        for part, waiting in (("session", checkout), ("invoice", invoices))
        if part in intent.aside
    ]
    if charges.method_of(charge).ends is Ends.FAILS_LATER:
        charges.fail(state, charge, "insufficient_funds", _WHY.sentence)
        payment_intents.failed(state, intent, _WHY)
        for waiting, whose in waits:
            waiting.bounced(state, whose)
        return
    charges.succeed(state, charge)
    payment_intents.succeeded(state, intent)
    for waiting, whose in waits:
        waiting.settled(state, whose)


HAPPENINGS = {DEBIT: _end}
