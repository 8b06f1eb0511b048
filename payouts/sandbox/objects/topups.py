"""Top-ups: the platform brings its own money."""

from payouts.sandbox.agenda import plan
from payouts.sandbox.call import Call, amount_given, metadata
from payouts.sandbox.clock import banking_days_after
from payouts.sandbox.events import tell
from payouts.sandbox.listing import between, page
from payouts.sandbox.objects.balances import move
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document, invalid
from payouts.sandbox.state import State

_ARRIVE = "top-up arrives"
_BAD_SOURCES = ("btok_us_verified_insufficientFunds", "btok_us_verified_noAccount")


def bring(state: State, amount: int, currency: str, **given: object) -> Record:
    source = str(given.pop("source", ""))
    arrives = banking_days_after(state.clock.seconds(), 1)
    topup = state.records.add(
        "topup",
        "tu",
        {
            "amount": amount,
            "currency": currency,
            "expected_availability_date": arrives,
            "initiated_by": "user",
            "status": "pending",
            **given,
        },
        aside={"fails": source in _BAD_SOURCES},
    )
    tell(state, "topup.created", topup.document)
    plan(state, arrives, _ARRIVE, topup.id)
    return topup


def arrive(state: State, name: str) -> None:
    topup = state.records.get("topup", name)
    if topup["status"] != "pending":
        return
    if topup.aside["fails"]:
        fail(state, topup)
        return
    into = move(state, PLATFORM, "topup", topup["amount"], topup["currency"], source=topup.id)
    state.records.save(topup, status="succeeded", balance_transaction=into.id)
    tell(state, "topup.succeeded", topup.document)


def fail(state: State, topup: Record) -> None:
    if topup["status"] != "pending":
        raise invalid(f"Top-up {topup.id} is {topup['status']}, so it cannot fail.")
    said = "The bank account has insufficient funds."
    state.records.save(
        topup, status="failed", failure_code="insufficient_funds", failure_message=said
    )
    tell(state, "topup.failed", topup.document)


def reverse(state: State, topup: Record) -> None:
    """Our bank takes it back after it arrived."""
    if topup["status"] != "succeeded":
        raise invalid(f"Top-up {topup.id} is {topup['status']}, so nothing is taken back.")
    currency = topup["currency"]
    move(state, PLATFORM, "topup_reversal", -topup["amount"], currency, source=topup.id)
    state.records.save(topup, status="reversed")
    tell(state, "topup.reversed", topup.document)


def _create(call: Call) -> Document:
    params = call.params
    words = {
        name: params[name]
        for name in ("description", "statement_descriptor", "transfer_group")
        if name in params
    }
    topup = bring(
        call.state,
        amount_given(params),
        params["currency"].lower(),
        source=params.get("source", ""),
        metadata=metadata(params.get("metadata")),
        **words,
    )
    return topup.document


def _cancel(call: Call) -> Document:
    topup = call.named("topup")
    if topup["status"] != "pending":
        raise invalid(f"Top-up {topup.id} is {topup['status']}, so it cannot be canceled.")
    call.state.records.save(topup, status="canceled")
    tell(call.state, "topup.canceled", topup.document)
    return topup.document


def _retrieve(call: Call) -> Document:
    return call.named("topup").document


def _list(call: Call) -> Document:
    return page(
        call,
        "topup",
        "/v1/topups",
        filters=("status",),
        only=between("amount", call.params.get("amount")),
        heard=("amount",),
    )


OPERATIONS = {
    "post /v1/topups": _create,
    "get /v1/topups": _list,
    "get /v1/topups/{topup}": _retrieve,
    "post /v1/topups/{topup}/cancel": _cancel,
}
HAPPENINGS = {_ARRIVE: arrive}
