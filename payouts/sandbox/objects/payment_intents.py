"""Payment intents: one client's intention to pay one amount, tried until it succeeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from payouts.sandbox.agenda import plan
from payouts.sandbox.call import Call, amount_given, metadata
from payouts.sandbox.clock import banking_days_after
from payouts.sandbox.events import tell
from payouts.sandbox.listing import page
from payouts.sandbox.objects import charges
from payouts.sandbox.objects.methods import BY_TOKEN, Ends, Method
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Document, Refused, invalid
from payouts.sandbox.state import State

KIND = "payment_intent"
DEBIT = "bank debit ends"
_DEBIT_DAYS = 4
_BY_BANK = "pm_usBankAccount_success"
_OPEN = ("requires_payment_method", "requires_confirmation")


@dataclass(frozen=True, slots=True)
class Declined:
    code: str
    decline_code: str
    sentence: str


_DECLINES = {
    Ends.DECLINED: Declined("card_declined", "generic_decline", "Your card was declined."),
    Ends.NO_FUNDS: Declined(
        "card_declined", "insufficient_funds", "Your card has insufficient funds."
    ),
}


def open_intent(state: State, fields: Document, *, aside: Document | None = None) -> Record:
    intent = state.records.add(
        KIND,
        "pi",
        {
            "capture_method": "automatic_async",
            "confirmation_method": "automatic",
            "payment_method_types": ["card", "us_bank_account"],
            "status": "requires_payment_method",
            **fields,
        },
        aside=aside,
    )
    secret = f"{intent.id}_secret_{intent.id[-12:]}"
    state.records.save(intent, client_secret=secret)
    tell(state, "payment_intent.created", intent.document)
    return intent


def confirm(state: State, intent: Record, method: Method) -> Declined | None:
    """Try to collect. A bank debit is then processing, and its end comes days later."""
    charge = charges.begin(state, intent, method)
    intent.document.update(latest_charge=charge.id, payment_method=method.token)
    if method.ends in _DECLINES:
        declined = _DECLINES[method.ends]
        state.records.save(charge, payment_method=None)
        charges.fail(state, charge, declined.code, declined.sentence)
        failed(state, intent, declined)
        return declined
    if method.debit:
        state.records.save(intent, status="processing")
        tell(state, "payment_intent.processing", intent.document)
        tell(state, "charge.pending", charge.document)
        plan(state, banking_days_after(state.clock.seconds(), _DEBIT_DAYS), DEBIT, intent.id)
        return None
    charges.succeed(state, charge)
    succeeded(state, intent)
    return None


def succeeded(state: State, intent: Record) -> None:
    state.records.save(
        intent, status="succeeded", amount_received=intent["amount"], last_payment_error=None
    )
    tell(state, "payment_intent.succeeded", intent.document)


def failed(state: State, intent: Record, why: Declined) -> None:
    error = {
        "type": "card_error" if why.code == "card_declined" else "invalid_request_error",
        "code": why.code,
        "decline_code": why.decline_code,
        "message": why.sentence,
        "charge": intent["latest_charge"],
    }
    state.records.save(
        intent,
        status="requires_payment_method",
        payment_method=None,
        last_payment_error=error,
    )
    tell(state, "payment_intent.payment_failed", intent.document)


def settled_before(state: State, name: str, given: Mapping[str, Any]) -> None:
    """By bank debit, long ago: the names of its objects are given, and so is the fee."""
    currency = str(given["currency"]).lower()
    fields = {
        "id": name,
        "amount": int(given["amount"]),
        "currency": currency,
        "customer": None,
        "description": None,
        "metadata": dict(given.get("metadata") or {}),
        "payment_method": None,
        "transfer_group": None,
    }
    intent = open_intent(state, fields)
    charge = charges.begin(state, intent, BY_TOKEN[_BY_BANK], name=str(given["charge"]))
    intent.document.update(latest_charge=charge.id, payment_method=_BY_BANK)
    named = charges.Settled(str(given["balance_transaction"]), int(given["fee"]))
    charges.succeed(state, charge, named)
    succeeded(state, intent)


def _create(call: Call) -> Document:
    state, params = call.state, call.params
    if params.get("capture_method") == "manual":
        raise invalid("This stand-in captures at once only.", param="capture_method")
    intent = open_intent(
        state,
        {
            "amount": amount_given(params),
            "currency": params["currency"].lower(),
            "customer": params.get("customer"),
            "description": params.get("description"),
            "metadata": metadata(params.get("metadata")),
            "payment_method": params.get("payment_method"),
            "transfer_group": params.get("transfer_group"),
        },
    )
    if params.get("confirm"):
        _try(state, intent, params.get("payment_method"))
    return intent.document


def _confirm(call: Call) -> Document:
    intent = call.named(KIND)
    if intent["status"] not in _OPEN:
        raise _unexpected(intent, "confirmed")
    _try(call.state, intent, call.params.get("payment_method") or intent["payment_method"])
    return intent.document


def _try(state: State, intent: Record, token: str | None) -> None:
    method = BY_TOKEN.get(token or "")
    if method is None:
        raise invalid(
            f"No such PaymentMethod: '{token}'", "resource_missing", param="payment_method"
        )
    declined = confirm(state, intent, method)
    if declined:
        refused = Refused(
            402,
            "card_error",
            declined.code,
            declined.sentence,
            decline_code=declined.decline_code,
            charge=intent["latest_charge"],
            payment_intent=intent.document,
        )
        refused.happened = True
        raise refused


def _cancel(call: Call) -> Document:
    intent = call.named(KIND)
    if intent["status"] not in _OPEN:
        raise _unexpected(intent, "canceled")
    call.state.records.save(
        intent,
        status="canceled",
        canceled_at=call.state.clock.seconds(),
        cancellation_reason=call.params.get("cancellation_reason"),
    )
    tell(call.state, "payment_intent.canceled", intent.document)
    return intent.document


def _capture(call: Call) -> Document:
    raise _unexpected(call.named(KIND), "captured")


def _unexpected(intent: Record, what: str) -> Refused:
    said = f"This PaymentIntent could not be {what} because it has a status of {intent['status']}."
    return invalid(said, "payment_intent_unexpected_state")


def _update(call: Call) -> Document:
    intent = call.named(KIND)
    for name in ("description", "transfer_group"):
        if name in call.params:
            intent.document[name] = call.params[name] or None
    joined = metadata(call.params.get("metadata"), intent["metadata"])
    return call.state.records.save(intent, metadata=joined).document


def _retrieve(call: Call) -> Document:
    return call.named(KIND).document


def _list(call: Call) -> Document:
    return page(call, KIND, "/v1/payment_intents", filters=("customer",))


OPERATIONS = {
    "post /v1/payment_intents": _create,
    "get /v1/payment_intents": _list,
    "get /v1/payment_intents/{intent}": _retrieve,
    "post /v1/payment_intents/{intent}": _update,
    "post /v1/payment_intents/{intent}/confirm": _confirm,
    "post /v1/payment_intents/{intent}/cancel": _cancel,
    "post /v1/payment_intents/{intent}/capture": _capture,
}
