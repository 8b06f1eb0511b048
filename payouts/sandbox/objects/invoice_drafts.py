"""Invoices before they are owed: drafted, filled with lines, finalised."""

from payouts.sandbox.call import Call, metadata
from payouts.sandbox.clock import DAY_S
from payouts.sandbox.events import tell
from payouts.sandbox.listing import listed
from payouts.sandbox.objects import payment_intents
from payouts.sandbox.objects.invoices import KIND, PAYMENT, paid, refuse_unless, show_payments
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Document, invalid
from payouts.sandbox.state import State

_WORDS = ("description", "footer", "custom_fields", "collection_method")


def _create(call: Call) -> Document:
    state, params = call.state, call.params
    if "customer" not in params:
        said = "You must provide a customer to invoice."
        raise invalid(said, "parameter_missing", param="customer")
    customer, at = state.records.get("customer", params["customer"]), state.clock.seconds()
    sent = params.get("collection_method", "charge_automatically") == "send_invoice"
    if sent and not {"days_until_due", "due_date"} & params.keys():
        said = "If collection_method is send_invoice, you must pass days_until_due or due_date."
        raise invalid(said, "parameter_missing", param="days_until_due")
    due = params.get("due_date") or at + int(params.get("days_until_due", 0)) * DAY_S
    invoice = state.records.add(
        KIND,
        "in",
        {
            **{name: params.get(name) or None for name in _WORDS},
            "auto_advance": params.get("auto_advance", False),
            "billing_reason": "manual",
            "collection_method": params.get("collection_method", "charge_automatically"),
            "currency": params.get("currency", "usd").lower(),
            "customer": customer.id,
            "customer_email": customer["email"],
            "customer_name": customer["name"],
            "due_date": due if sent else None,
            "issuer": {"type": "self"},
            "metadata": metadata(params.get("metadata")),
            "number": params.get("number"),
            "period_end": at,
            "period_start": at,
            "status": "draft",
        },
        aside={"fixed_number": params.get("number")},
    )
    invoice.document["lines"] = listed(f"/v1/invoices/{invoice.id}/lines", [])
    state.records.save(invoice)
    tell(state, "invoice.created", invoice.document)
    return invoice.document


def _add_item(call: Call) -> Document:
    state, params = call.state, call.params
    if "invoice" not in params or "customer" not in params:
        said = "This stand-in needs invoice and customer: it keeps no items for later."
        raise invalid(said, "parameter_missing", param="invoice")
    invoice = state.records.get(KIND, params["invoice"])
    refuse_unless(invoice, "draft", "added to")
    unit, quantity, currency = _priced(params, invoice["currency"])
    if currency != invoice["currency"]:
        raise invalid(f"The invoice is in {invoice['currency']}, the item in {currency}.")
    at = state.clock.seconds()
    item = state.records.add(
        "invoiceitem",
        "ii",
        {
            "amount": unit * quantity,
            "currency": currency,
            "customer": params["customer"],
            "date": at,
            "description": params.get("description"),
            "invoice": invoice.id,
            "metadata": metadata(params.get("metadata")),
            "period": {"start": at, "end": at},
            "quantity": quantity,
            "quantity_decimal": str(quantity),
            "pricing": {"type": "price_details", "unit_amount_decimal": str(unit)},
        },
    )
    _put_on(state, invoice, item)
    return item.document


def _priced(params: Document, currency: str) -> tuple[int, int, str]:
    quantity = int(params.get("quantity", 1))
    price = params.get("price_data")
    if price:
        return int(price["unit_amount"]), quantity, price["currency"].lower()
    if "amount" not in params:
        raise invalid("Missing required param: amount.", "parameter_missing", param="amount")
    return int(params["amount"]), 1, params.get("currency", currency).lower()


def _put_on(state: State, invoice: Record, item: Record) -> None:
    same = ("amount", "currency", "description", "metadata", "period", "quantity", "pricing")
    invoice["lines"]["data"].append(
        {
            **{name: item[name] for name in same},
            "id": f"il_{item.id[3:]}",
            "object": "line_item",
            "discountable": True,
            "discounts": [],
            "invoice": invoice.id,
            "livemode": False,
            "quantity_decimal": item["quantity_decimal"],
            "subtotal": item["amount"],
        }
    )
    total = sum(each["amount"] for each in invoice["lines"]["data"])
    state.records.save(
        invoice, subtotal=total, total=total, amount_due=total, amount_remaining=total
    )


def _finalize(call: Call) -> Document:
    state, invoice = call.state, call.named(KIND)
    refuse_unless(invoice, "draft", "finalized")
    finalize(state, invoice)
    return invoice.document


def finalize(state: State, invoice: Record) -> None:
    customer = state.records.get("customer", invoice["customer"])
    sequence = customer["next_invoice_sequence"]
    number = f"{customer['invoice_prefix']}-{sequence:04d}"
    state.records.save(customer, next_invoice_sequence=sequence + 1)
    page_of = f"{state.address}/invoice/{invoice.id}"
    state.records.save(
        invoice,
        status="open",
        number=invoice.aside["fixed_number"] or number,
        hosted_invoice_url=page_of,
        invoice_pdf=None,
        effective_at=state.clock.seconds(),
        status_transitions={
            **invoice["status_transitions"],
            "finalized_at": state.clock.seconds(),
        },
    )
    tell(state, "invoice.finalized", invoice.document)
    if invoice["total"] == 0:
        paid(state, invoice)
        return
    intent = payment_intents.open_intent(
        state,
        {
            "amount": invoice["total"],
            "currency": invoice["currency"],
            "customer": invoice["customer"],
            "description": f"Invoice {invoice['number']}",
        },
        aside={"invoice": invoice.id},
    )
    payment = state.records.add(
        PAYMENT,
        "inpay",
        {
            "amount_requested": invoice["total"],
            "currency": invoice["currency"],
            "invoice": invoice.id,
            "is_default": True,
            "payment": {"type": "payment_intent", "payment_intent": intent.id},
            "status": "open",
            "status_transitions": {"canceled_at": None, "paid_at": None},
        },
    )
    invoice.aside["payment"], invoice.aside["intent"] = payment.id, intent.id
    show_payments(state, invoice, payment)


def _delete(call: Call) -> Document:
    invoice = call.named(KIND)
    refuse_unless(invoice, "draft", "deleted")
    call.state.records.remove(invoice)
    tell(call.state, "invoice.deleted", invoice.document)
    return {**invoice.document, "deleted": True}


def _update(call: Call) -> Document:
    invoice, params = call.named(KIND), call.params
    changed = {name: params[name] or None for name in _WORDS if name in params}
    if changed:
        refuse_unless(invoice, "draft", "changed")
    joined = metadata(params.get("metadata"), invoice["metadata"])
    call.state.records.save(invoice, **changed, metadata=joined)
    tell(call.state, "invoice.updated", invoice.document)
    return invoice.document


def _send(call: Call) -> Document:
    state, invoice = call.state, call.named(KIND)
    if invoice["status"] == "draft":
        finalize(state, invoice)
    tell(state, "invoice.sent", invoice.document)
    return invoice.document


OPERATIONS = {
    "post /v1/invoices": _create,
    "post /v1/invoices/{invoice}": _update,
    "delete /v1/invoices/{invoice}": _delete,
    "post /v1/invoices/{invoice}/finalize": _finalize,
    "post /v1/invoices/{invoice}/send": _send,
    "post /v1/invoiceitems": _add_item,
}
