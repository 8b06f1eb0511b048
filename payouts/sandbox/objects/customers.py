"""Customers: clients, as far as Stripe needs to know them for an invoice."""

from payouts.sandbox.call import Call, metadata
from payouts.sandbox.events import tell
from payouts.sandbox.listing import page
from payouts.sandbox.refusals import Document

_KEPT = ("description", "email", "name", "phone", "business_name", "individual_name")


def _create(call: Call) -> Document:
    params = call.params
    customer = call.state.records.add(
        "customer",
        "cus",
        {
            **{name: params.get(name) or None for name in _KEPT},
            "address": params.get("address") or None,
            "balance": 0,
            "delinquent": False,
            "invoice_prefix": f"F{call.state.clock.seconds():X}"[-8:],
            "metadata": metadata(params.get("metadata")),
            "next_invoice_sequence": 1,
            "preferred_locales": params.get("preferred_locales", []),
            "tax_exempt": params.get("tax_exempt") or "none",
        },
        account=call.account,
    )
    tell(call.state, "customer.created", customer.document, account=call.account)
    return customer.document


def _update(call: Call) -> Document:
    customer, params = call.named("customer"), call.params
    changed = {name: params[name] or None for name in (*_KEPT, "address") if name in params}
    joined = metadata(params.get("metadata"), customer["metadata"])
    call.state.records.save(customer, **changed, metadata=joined)
    tell(call.state, "customer.updated", customer.document, account=call.account)
    return customer.document


def _delete(call: Call) -> Document:
    customer = call.named("customer")
    call.state.records.remove(customer)
    gone = {**customer.document, "deleted": True}
    tell(call.state, "customer.deleted", gone, account=call.account)
    return gone


def _retrieve(call: Call) -> Document:
    return call.named("customer").document


def _list(call: Call) -> Document:
    return page(call, "customer", "/v1/customers", filters=("email",))


OPERATIONS = {
    "post /v1/customers": _create,
    "get /v1/customers": _list,
    "get /v1/customers/{customer}": _retrieve,
    "post /v1/customers/{customer}": _update,
    "delete /v1/customers/{customer}": _delete,
}
