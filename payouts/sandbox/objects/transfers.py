"""Transfers from the platform to a connected account."""

from payouts.sandbox.call import Call, amount_given, metadata
from payouts.sandbox.events import tell
from payouts.sandbox.listing import listed, page
from payouts.sandbox.objects.balances import move, refuse_insufficient
from payouts.sandbox.objects.requirements import CLOSED, GONE, may_receive
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document, invalid
from payouts.sandbox.state import State


def _create(call: Call) -> Document:
    state, params = call.state, call.params
    amount, currency = amount_given(params), params["currency"].lower()
    account = _destination(state, params["destination"])
    until = None
    if "source_transaction" in params:
        until = _funds_of(state, params["source_transaction"], amount, currency)
    else:
        refuse_insufficient(state, PLATFORM, amount, currency)
    transfer = state.records.add(
        "transfer",
        "tr",
        {
            "amount": amount,
            "currency": currency,
            "description": params.get("description"),
            "destination": account.id,
            "metadata": metadata(params.get("metadata")),
            "source_transaction": params.get("source_transaction"),
            "source_type": params.get("source_type", "card"),
            "transfer_group": params.get("transfer_group"),
        },
    )
    out = move(state, PLATFORM, "transfer", -amount, currency, source=transfer.id, until=until)
    state.records.save(
        transfer,
        balance_transaction=out.id,
        destination_payment=_arrive(state, transfer, until).id,
        reversals=listed(f"/v1/transfers/{transfer.id}/reversals", []),
    )
    tell(state, "transfer.created", transfer.document)
    return transfer.document


def _arrive(state: State, transfer: Record, until: int | None) -> Record:
    """On the other side a transfer is a payment."""
    amount, currency, account = transfer["amount"], transfer["currency"], transfer["destination"]
    arrived = state.records.add(
        "charge",
        "py",
        {
            "amount": amount,
            "amount_captured": amount,
            "currency": currency,
            "captured": True,
            "paid": True,
            "status": "succeeded",
            "source_transfer": transfer.id,
        },
        account=account,
    )
    into = move(state, account, "payment", amount, currency, source=arrived.id, until=until)
    return state.records.save(arrived, balance_transaction=into.id)


def _destination(state: State, name: str) -> Record:
    account = state.records.find(name)
    if account is None or account.kind != "v2.core.account" or account.aside["standing"] == GONE:
        said = f"No such destination: '{name}'"
        raise invalid(said, "resource_missing", param="destination")
    if account.aside["standing"] == CLOSED:
        said = f"The account {name} has been closed, so nothing can be transferred to it."
        raise invalid(said, "account_closed", param="destination")
    if not may_receive(account):
        said = (
            "Your destination account needs to have at least one of the following capabilities"
            " enabled: transfers, crypto_transfers, legacy_payments"
        )
        raise invalid(said, "insufficient_capabilities_for_transfer", param="destination")
    return account


def _funds_of(state: State, name: str, amount: int, currency: str) -> int | None:
    """Until when these funds are pending: a transfer from a charge waits for the charge's."""
    charge = state.records.get("charge", name, account=PLATFORM)
    if charge["status"] != "succeeded":
        raise invalid("The source charge has not succeeded.", param="source_transaction")
    if charge["currency"] != currency:
        said = f"The currency of source_transaction's balance transaction ({charge['currency']})"
        raise invalid(f"{said} must be the same as the transfer currency ({currency})")
    taken = sum(
        each["amount"] - each["amount_reversed"]
        for each in state.records.listed("transfer", where={"source_transaction": name})
    )
    if taken + amount > charge["amount"]:
        said = "Transfers using this transaction as a source must not exceed the source amount of"
        raise invalid(f"{said} {charge['amount']}.", "transfer_source_balance_parameters_mismatch")
    movement = state.records.get("balance_transaction", charge["balance_transaction"])
    return movement["available_on"] if movement["status"] == "pending" else None


def _update(call: Call) -> Document:
    transfer = call.named("transfer")
    changed = changes(call, transfer)
    call.state.records.save(transfer, **changed)
    tell(call.state, "transfer.updated", transfer.document)
    return transfer.document


def changes(call: Call, record: Record) -> Document:
    """What an update may change: words about the money, never the money."""
    changed: Document = {"metadata": metadata(call.params.get("metadata"), record["metadata"])}
    if "description" in call.params and "description" in record.document:
        changed["description"] = call.params["description"] or None
    return changed


def _list(call: Call) -> Document:
    return page(call, "transfer", "/v1/transfers", filters=("destination", "transfer_group"))


def _retrieve(call: Call) -> Document:
    return call.named("transfer").document


OPERATIONS = {
    "post /v1/transfers": _create,
    "get /v1/transfers": _list,
    "get /v1/transfers/{transfer}": _retrieve,
    "post /v1/transfers/{transfer}": _update,
}
