"""Refunds of charges: what went back to a client. Stripe keeps its fee."""

from payouts.sandbox.agenda import plan
from payouts.sandbox.call import Call, amount_given, metadata
from payouts.sandbox.clock import DAY_S
from payouts.sandbox.events import tell
from payouts.sandbox.listing import page
from payouts.sandbox.objects.balances import available, move
from payouts.sandbox.objects.charges import method_of
from payouts.sandbox.objects.methods import Ends
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document, Refused, invalid
from payouts.sandbox.state import State

_FAIL, _TRY_AGAIN = "refund fails", "refund waits"


def _create(call: Call) -> Document:
    state, params = call.state, call.params
    charge = _charge(state, params)
    left = charge["amount"] - charge["amount_refunded"]
    amount = amount_given(params) if "amount" in params else left
    if charge["status"] != "succeeded":
        raise invalid(f"Charge {charge.id} has not succeeded, so it cannot be refunded.")
    if charge["disputed"]:
        raise invalid(f"Charge {charge.id} has been charged back.", "charge_disputed")
    if not left:
        said = f"Charge {charge.id} has already been refunded."
        raise invalid(said, "charge_already_refunded")
    if amount > left:
        said = f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})"
        raise invalid(said, "refund_amount_greater_than_charge", param="amount")
    refund = state.records.add(
        "refund",
        "re",
        {
            "amount": amount,
            "charge": charge.id,
            "currency": charge["currency"],
            "metadata": metadata(params.get("metadata")),
            "payment_intent": charge["payment_intent"],
            "reason": params.get("reason"),
            "status": "pending",
        },
    )
    refunded = charge["amount_refunded"] + amount
    state.records.save(charge, amount_refunded=refunded, refunded=refunded == charge["amount"])
    _send(state, refund, charge)
    tell(state, "refund.created", refund.document)
    tell(state, "charge.refunded", charge.document)
    return refund.document


def _charge(state: State, params: Document) -> Record:
    if "charge" in params:
        return state.records.get("charge", params["charge"], account=PLATFORM)
    if "payment_intent" not in params:
        said = "One of the following params should be provided: charge or payment_intent."
        raise invalid(said, "parameter_missing")
    intent = state.records.get("payment_intent", params["payment_intent"])
    if not intent["latest_charge"]:
        raise invalid(f"This PaymentIntent ({intent.id}) does not have a successful charge.")
    return state.records.get("charge", intent["latest_charge"])


def _send(state: State, refund: Record, charge: Record) -> None:
    """From the charge's own pending funds, else from what is available; else it waits."""
    amount, currency, method = refund["amount"], refund["currency"], method_of(charge)
    arrived = state.records.get("balance_transaction", charge["balance_transaction"])
    until = arrived["available_on"] if arrived["status"] == "pending" else None
    if until is None and available(state, PLATFORM, currency) < amount:
        state.records.save(refund, status="pending", pending_reason="insufficient_funds")
        plan(state, state.clock.seconds() + DAY_S, _TRY_AGAIN, refund.id)
        return
    kind = "payment_refund" if method.debit else "refund"
    out = move(state, PLATFORM, kind, -amount, currency, source=refund.id, until=until)
    state.records.save(refund, status="succeeded", pending_reason=None, balance_transaction=out.id)
    if method.ends is Ends.REFUND_FAILS:
        plan(state, state.clock.seconds() + DAY_S, _FAIL, refund.id)


def _send_later(state: State, name: str) -> None:
    refund = state.records.get("refund", name)
    if refund["status"] != "pending":
        return
    _send(state, refund, state.records.get("charge", refund["charge"]))
    if refund["status"] == "succeeded":
        tell(state, "refund.updated", refund.document)


def _fail(state: State, name: str) -> None:
    refund = state.records.get("refund", name)
    charge = state.records.get("charge", refund["charge"])
    amount, currency = refund["amount"], refund["currency"]
    back = move(state, PLATFORM, "refund_failure", amount, currency, source=refund.id)
    state.records.save(
        refund,
        status="failed",
        failure_reason="expired_or_canceled_card",
        failure_balance_transaction=back.id,
    )
    _take_off(state, charge, amount)
    tell(state, "refund.failed", refund.document)


def _take_off(state: State, charge: Record, amount: int) -> None:
    left = charge["amount_refunded"] - amount
    state.records.save(charge, amount_refunded=left, refunded=False)


def _cancel(call: Call) -> Document:
    state, refund = call.state, call.named("refund")
    if refund["status"] != "pending":
        said = f"Refund {refund.id} is {refund['status']}, so it cannot be canceled."
        raise Refused(400, "invalid_request_error", None, said)
    state.records.save(refund, status="canceled", pending_reason=None)
    _take_off(state, state.records.get("charge", refund["charge"]), refund["amount"])
    tell(state, "refund.updated", refund.document)
    return refund.document


def _update(call: Call) -> Document:
    refund = call.named("refund")
    joined = metadata(call.params.get("metadata"), refund["metadata"])
    call.state.records.save(refund, metadata=joined)
    tell(call.state, "refund.updated", refund.document)
    return refund.document


def _retrieve(call: Call) -> Document:
    return call.named("refund").document


def _list(call: Call) -> Document:
    return page(call, "refund", "/v1/refunds", filters=("charge", "payment_intent"))


OPERATIONS = {
    "post /v1/refunds": _create,
    "get /v1/refunds": _list,
    "get /v1/refunds/{refund}": _retrieve,
    "post /v1/refunds/{refund}": _update,
    "post /v1/refunds/{refund}/cancel": _cancel,
}
HAPPENINGS = {_FAIL: _fail, _TRY_AGAIN: _send_later}
