"""Charges: what a client was made to pay, Stripe's fee, and when the funds are there."""

from dataclasses import dataclass

from payouts.sandbox.agenda import plan
from payouts.sandbox.call import Call
from payouts.sandbox.clock import DAY_S, banking_days_after
from payouts.sandbox.events import tell
from payouts.sandbox.listing import page
from payouts.sandbox.objects.balances import move
from payouts.sandbox.objects.methods import BY_TOKEN, Ends, Method, fee_of
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Document
from payouts.sandbox.state import State

DISPUTE = "dispute"


@dataclass(frozen=True, slots=True)
class Settled:
    """What its movement is called and costs, where that is known from elsewhere."""

    movement: str
    fee: int


def begin(state: State, intent: Record, method: Method, *, name: str = "") -> Record:
    """A charge that is still open: a bank debit stays so for days."""
    return state.records.add(
        "charge",
        "py" if method.debit else "ch",
        {
            **({"id": name} if name else {}),
            "amount": intent["amount"],
            "amount_captured": intent["amount"],
            "captured": True,
            "currency": intent["currency"],
            "customer": intent["customer"],
            "description": intent["description"],
            "metadata": intent["metadata"],
            "payment_intent": intent.id,
            "payment_method": method.token,
            "payment_method_details": method.details,
            "receipt_url": None,
            "status": "pending",
            "transfer_group": intent["transfer_group"],
        },
        aside={"method": method.token},
    )


def method_of(charge: Record) -> Method:
    return BY_TOKEN[charge.aside["method"]]


def succeed(state: State, charge: Record, known: Settled | None = None) -> None:
    method, at = method_of(charge), state.clock.seconds()
    waits = not (method.debit or method.ends is Ends.AT_ONCE)
    movement = move(
        state,
        charge.account,
        "payment" if method.debit else "charge",
        charge["amount"],
        charge["currency"],
        source=charge.id,
        fee=known.fee if known else fee_of(charge["amount"], debit=method.debit),
        until=banking_days_after(at, 2) if waits else None,
        description=charge["description"],
        name=known.movement if known else "",
    )
    state.records.save(charge, status="succeeded", paid=True, balance_transaction=movement.id)
    tell(state, "charge.succeeded", charge.document)
    if method.ends is Ends.DISPUTED:
        plan(state, at + DAY_S, DISPUTE, charge.id)


def fail(state: State, charge: Record, code: str, sentence: str) -> None:
    state.records.save(
        charge,
        status="failed",
        paid=False,
        captured=False,
        amount_captured=0,
        failure_code=code,
        failure_message=sentence,
    )
    tell(state, "charge.failed", charge.document)


def _retrieve(call: Call) -> Document:
    return call.named("charge").document


def _list(call: Call) -> Document:
    filters = ("customer", "payment_intent", "transfer_group")
    return page(call, "charge", "/v1/charges", filters=filters)


OPERATIONS = {"get /v1/charges": _list, "get /v1/charges/{charge}": _retrieve}
