"""Transfers taken back, whole or in part, never more than was transferred."""

from payouts.sandbox.call import Call, amount_given, metadata
from payouts.sandbox.events import tell
from payouts.sandbox.listing import page
from payouts.sandbox.objects.balances import move, refuse_insufficient
from payouts.sandbox.objects.transfers import changes
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document, Refused, invalid
from payouts.sandbox.state import State


def _reverse(call: Call) -> Document:
    state, params = call.state, call.params
    transfer = call.own("transfer", call.path["id"])
    left = transfer["amount"] - transfer["amount_reversed"]
    amount = amount_given(params) if "amount" in params else left
    currency, account = transfer["currency"], transfer["destination"]
    if not left:
        raise invalid(f"Transfer {transfer.id} is already fully reversed.", "transfer_reversed")
    if amount > left:
        said = f"Reversal amount ({amount}) is greater than unreversed amount on transfer ({left})"
        raise invalid(said, param="amount")
    refuse_insufficient(state, account, amount, currency)
    reversal = state.records.add(
        "transfer_reversal",
        "trr",
        {
            "amount": amount,
            "currency": currency,
            "transfer": transfer.id,
            "metadata": metadata(params.get("metadata")),
        },
    )
    back = state.records.add(
        "refund",
        "pyr",
        {
            "amount": amount,
            "currency": currency,
            "charge": transfer["destination_payment"],
            "status": "succeeded",
            "transfer_reversal": reversal.id,
        },
        account=account,
    )
    into = move(state, PLATFORM, "transfer_refund", amount, currency, source=reversal.id)
    out = move(state, account, "payment_refund", -amount, currency, source=back.id)
    state.records.save(back, balance_transaction=out.id)
    state.records.save(reversal, balance_transaction=into.id, destination_payment_refund=back.id)
    _note_reversal(state, transfer, reversal)
    return reversal.document


def _note_reversal(state: State, transfer: Record, reversal: Record) -> None:
    arrived = state.records.get("charge", transfer["destination_payment"])
    refunded = arrived["amount_refunded"] + reversal["amount"]
    state.records.save(arrived, amount_refunded=refunded, refunded=refunded == arrived["amount"])
    transfer["reversals"]["data"].insert(0, reversal.document)
    reversed_so_far = transfer["amount_reversed"] + reversal["amount"]
    state.records.save(
        transfer,
        amount_reversed=reversed_so_far,
        reversed=reversed_so_far == transfer["amount"],
    )
    tell(state, "transfer.reversed", transfer.document)


def _reversals(call: Call) -> Document:
    transfer = call.own("transfer", call.path["id"])
    url = f"/v1/transfers/{transfer.id}/reversals"
    return page(call, "transfer_reversal", url, where={"transfer": transfer.id})


def _reversal(call: Call) -> Record:
    found = call.own("transfer_reversal", call.path["id"])
    if found["transfer"] != call.path["transfer"]:
        said = f"No such transfer reversal: '{found.id}'"
        raise Refused(404, "invalid_request_error", "resource_missing", said, param="id")
    return found


def _retrieve_reversal(call: Call) -> Document:
    return _reversal(call).document


def _update_reversal(call: Call) -> Document:
    reversal = _reversal(call)
    return call.state.records.save(reversal, **changes(call, reversal)).document


OPERATIONS = {
    "post /v1/transfers/{id}/reversals": _reverse,
    "get /v1/transfers/{id}/reversals": _reversals,
    "get /v1/transfers/{transfer}/reversals/{id}": _retrieve_reversal,
    "post /v1/transfers/{transfer}/reversals/{id}": _update_reversal,
}
