"""Invoices that are owed: paid, withdrawn. What they were paid with is listed beside them."""

from payouts.sandbox.call import Call
from payouts.sandbox.events import tell
from payouts.sandbox.listing import listed, page
from payouts.sandbox.objects import payment_intents
from payouts.sandbox.objects.balances import move
from payouts.sandbox.objects.methods import BY_TOKEN, Method
from payouts.sandbox.objects.payment_intents import Declined
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document, Refused, invalid
from payouts.sandbox.state import State

KIND = "invoice"
PAYMENT = "invoice_payment"


def show_payments(state: State, invoice: Record, payment: Record) -> None:
    """Only those who ask are shown what an invoice was paid with."""
    listing = listed(f"/v1/invoice_payments?invoice={invoice.id}", [payment])
    invoice.aside["on_request"] = {"payments": listing}
    state.records.save(invoice)


def pay(state: State, invoice: Record, method: Method) -> Declined | None:
    refuse_unless(invoice, "open", "paid")
    intent = state.records.get(payment_intents.KIND, invoice.aside["intent"])
    if intent["status"] == "processing":
        raise invalid("A payment of this invoice is already on its way.", "invoice_payment_pending")
    attempts = invoice["attempt_count"] + 1
    state.records.save(invoice, attempted=True, attempt_count=attempts)
    declined = payment_intents.confirm(state, intent, method)
    if declined:
        tell(state, "invoice.payment_failed", invoice.document)
    elif not method.debit:
        settled(state, invoice.id)
    return declined


def settled(state: State, name: str) -> None:
    """The money has been collected. Stripe takes 0.4 % for the invoice itself, at most 2.00."""
    invoice = state.records.get(KIND, name)
    total = invoice["total"]
    payment = state.records.get(PAYMENT, invoice.aside["payment"])
    at = state.clock.seconds()
    state.records.save(
        payment,
        status="paid",
        amount_paid=total,
        status_transitions={"canceled_at": None, "paid_at": at},
    )
    show_payments(state, invoice, payment)
    paid(state, invoice)
    fee = min(200, (total * 4 + 500) // 1000)
    said = f"Invoicing ({invoice['number']})"
    move(state, PLATFORM, "stripe_fee", -fee, invoice["currency"], source=None, description=said)


def bounced(state: State, name: str) -> None:
    tell(state, "invoice.payment_failed", state.records.get(KIND, name).document)


def paid(state: State, invoice: Record) -> None:
    total = invoice["total"]
    state.records.save(
        invoice,
        status="paid",
        attempted=True,
        amount_paid=total,
        amount_remaining=0,
        status_transitions={**invoice["status_transitions"], "paid_at": state.clock.seconds()},
    )
    tell(state, "invoice.paid", invoice.document)
    tell(state, "invoice.payment_succeeded", invoice.document)


def _pay(call: Call) -> Document:
    state, invoice, params = call.state, call.named(KIND), call.params
    refuse_unless(invoice, "open", "paid")
    if params.get("paid_out_of_band"):
        intent = state.records.get(payment_intents.KIND, invoice.aside["intent"])
        state.records.save(intent, status="canceled")
        paid(state, invoice)
        return invoice.document
    method = BY_TOKEN.get(params.get("payment_method", ""))
    if method is None:
        said = "There is no default payment method set on this invoice or its customer."
        raise invalid(said, "invoice_no_payment_method_types")
    declined = pay(state, invoice, method)
    if declined:
        refused = Refused(402, "card_error", declined.code, declined.sentence)
        refused.happened = True
        raise refused
    return invoice.document


def _void(call: Call) -> Document:
    state, invoice = call.state, call.named(KIND)
    refuse_unless(invoice, "open", "voided")
    intent = state.records.get(payment_intents.KIND, invoice.aside["intent"])
    if intent["status"] == "processing":
        raise invalid("A payment of this invoice is on its way.", "invoice_payment_pending")
    state.records.save(intent, status="canceled", cancellation_reason="void_invoice")
    at = state.clock.seconds()
    changed = {**invoice["status_transitions"], "voided_at": at}
    state.records.save(invoice, status="void", status_transitions=changed)
    tell(state, "invoice.voided", invoice.document)
    return invoice.document


def refuse_unless(invoice: Record, status: str, what: str) -> None:
    if invoice["status"] != status:
        said = f"Only {status} invoices can be {what}; {invoice.id} is {invoice['status']}."
        raise invalid(said, "invoice_not_editable")


def _retrieve(call: Call) -> Document:
    return call.named(KIND).document


def _list(call: Call) -> Document:
    return page(
        call, KIND, "/v1/invoices", filters=("collection_method", "customer", "due_date", "status")
    )


def _payments(call: Call) -> Document:
    where = {}
    if wanted := call.params.get("payment", {}).get("payment_intent"):
        where["payment.payment_intent"] = wanted
    return page(
        call,
        PAYMENT,
        "/v1/invoice_payments",
        filters=("invoice", "status"),
        where=where,
        heard=("payment",),
    )


def _payment(call: Call) -> Document:
    return call.named(PAYMENT).document


OPERATIONS = {
    "get /v1/invoices": _list,
    "get /v1/invoices/{invoice}": _retrieve,
    "post /v1/invoices/{invoice}/pay": _pay,
    "post /v1/invoices/{invoice}/void": _void,
    "get /v1/invoice_payments": _payments,
    "get /v1/invoice_payments/{invoice_payment}": _payment,
}
