"""Checkout sessions: a page where a client pays for one order."""

import secrets

from payouts.sandbox.agenda import plan
from payouts.sandbox.call import Call, metadata
from payouts.sandbox.clock import DAY_S
from payouts.sandbox.events import tell
from payouts.sandbox.listing import page
from payouts.sandbox.objects import payment_intents
from payouts.sandbox.objects.methods import Method
from payouts.sandbox.objects.payment_intents import Declined
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Document, invalid
from payouts.sandbox.state import State

KIND = "checkout.session"
_EXPIRE = "checkout expires"


def _create(call: Call) -> Document:
    state, params = call.state, call.params
    if params.get("mode", "payment") != "payment":
        raise invalid("This stand-in takes single payments only.", param="mode")
    given = params.get("line_items") or []
    if not given:
        raise invalid(
            "Missing required param: line_items.", "parameter_missing", param="line_items"
        )
    items = [_item(each) for each in given]
    total, currency = sum(each["amount_total"] for each in items), items[0]["currency"]
    if any(each["currency"] != currency for each in items):
        raise invalid("All line items must have the same currency.", param="line_items")
    expires = params.get("expires_at") or state.clock.seconds() + DAY_S
    kinds = params.get("payment_method_types") or ["card", "us_bank_account"]
    session = state.records.add(
        KIND,
        "cs_test",
        {
            "amount_subtotal": total,
            "amount_total": total,
            "cancel_url": params.get("cancel_url"),
            "client_reference_id": params.get("client_reference_id"),
            "currency": currency,
            "customer": params.get("customer"),
            "customer_creation": None if params.get("customer") else "if_required",
            "customer_email": params.get("customer_email"),
            "expires_at": expires,
            "metadata": metadata(params.get("metadata")),
            "mode": "payment",
            "payment_method_types": [each for each in kinds if each in _TAKEN] or ["card"],
            "payment_status": "unpaid",
            "status": "open",
            "success_url": params.get("success_url"),
            "ui_mode": params.get("ui_mode", "hosted_page"),
        },
        aside={"intent": params.get("payment_intent_data", {}), "items": items},
    )
    lines = {"object": "list", "data": items, "has_more": False}
    session.aside["on_request"] = {
        "line_items": {**lines, "url": f"/v1/checkout/sessions/{session.id}/line_items"}
    }
    state.records.save(session, url=f"{state.address}/checkout/{session.id}")
    plan(state, expires, _EXPIRE, session.id)
    return session.document


_TAKEN = ("card", "us_bank_account")


def _item(given: Document) -> Document:
    price = given.get("price_data")
    if not price or "unit_amount" not in price:
        said = "This stand-in needs line_items[price_data][unit_amount]: it keeps no prices."
        raise invalid(said, param="line_items[0][price_data]")
    quantity = int(given.get("quantity", 1))
    total = quantity * int(price["unit_amount"])
    product = price.get("product_data") or {}
    return {
        "id": f"li_{secrets.token_hex(12)}",
        "object": "item",
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": price["currency"].lower(),
        "description": product.get("name") or "Payment",
        "metadata": {},
        "price": None,
        "quantity": quantity,
    }


def pay(state: State, session: Record, method: Method, *, email: str) -> Declined | None:
    """What the button on the page does. Declined: the session stays open for another card."""
    data = session.aside["intent"]
    held = state.records.find(session.aside.get("tried", ""))
    intent = held or payment_intents.open_intent(
        state,
        {
            "amount": session["amount_total"],
            "currency": session["currency"],
            "customer": session["customer"],
            "description": data.get("description"),
            "metadata": metadata(data.get("metadata")),
            "receipt_email": email or None,
            "transfer_group": data.get("transfer_group"),
        },
        aside={"session": session.id},
    )
    session.aside["tried"] = intent.id
    declined = payment_intents.confirm(state, intent, method)
    if declined:
        state.records.save(session)
        return declined
    address = email or session["customer_email"]
    state.records.save(
        session,
        status="complete",
        payment_status="unpaid" if method.debit else "paid",
        payment_intent=intent.id,
        customer_details={"email": address, "tax_exempt": "none", "tax_ids": []},
        url=None,
    )
    tell(state, "checkout.session.completed", session.document)
    return None


def settled(state: State, name: str) -> None:
    """The bank debit arrived after all."""
    session = state.records.get(KIND, name)
    state.records.save(session, payment_status="paid")
    tell(state, "checkout.session.async_payment_succeeded", session.document)


def bounced(state: State, name: str) -> None:
    tell(state, "checkout.session.async_payment_failed", state.records.get(KIND, name).document)


def _expire_when_due(state: State, name: str) -> None:
    session = state.records.get(KIND, name)
    if session["status"] == "open":
        _close(state, session)


def _close(state: State, session: Record) -> None:
    state.records.save(session, status="expired", url=None)
    tell(state, "checkout.session.expired", session.document)


def _expire(call: Call) -> Document:
    session = call.named(KIND)
    if session["status"] != "open":
        said = f"Only open sessions can be expired; this one is {session['status']}."
        raise invalid(said, "checkout_session_not_open")
    _close(call.state, session)
    return session.document


def _retrieve(call: Call) -> Document:
    return call.named(KIND).document


def _update(call: Call) -> Document:
    session = call.named(KIND)
    joined = metadata(call.params.get("metadata"), session["metadata"])
    return call.state.records.save(session, metadata=joined).document


def _list(call: Call) -> Document:
    filters = ("customer", "payment_intent", "status")
    return page(call, KIND, "/v1/checkout/sessions", filters=filters)


def _line_items(call: Call) -> Document:
    found: Document = call.named(KIND).aside["on_request"]["line_items"]
    return found


OPERATIONS = {
    "post /v1/checkout/sessions": _create,
    "get /v1/checkout/sessions": _list,
    "get /v1/checkout/sessions/{session}": _retrieve,
    "post /v1/checkout/sessions/{session}": _update,
    "post /v1/checkout/sessions/{session}/expire": _expire,
    "get /v1/checkout/sessions/{session}/line_items": _line_items,
}
HAPPENINGS = {_EXPIRE: _expire_when_due}
