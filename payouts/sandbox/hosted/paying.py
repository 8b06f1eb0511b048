"""The pages where clients pay: a checkout session, an invoice."""

from payouts.sandbox.hosted.page import Form, Page, away, money, said, shown
from payouts.sandbox.objects import checkout, invoices
from payouts.sandbox.objects.methods import ALL, Method, by_number
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Refused
from payouts.sandbox.state import State

_SESSION_ID = "{CHECKOUT_SESSION_ID}"


def checkout_page(state: State, name: str) -> Page:
    session = _found(state, checkout.KIND, name)
    if session is None:
        return _unknown()
    return _checkout_form(session) if session["status"] == "open" else _closed(session)


def pay_checkout(state: State, name: str, form: Form) -> Page:
    session = _found(state, checkout.KIND, name)
    if session is None:
        return _unknown()
    if session["status"] != "open":
        return _closed(session)
    method = by_number(form.get("number", ""))
    wrong = _wrong(method, session["payment_method_types"])
    if method is None or wrong:
        return _checkout_form(session, form, wrong)
    declined = checkout.pay(state, session, method, email=form.get("email", "").strip())
    if declined:
        return _checkout_form(session, form, declined.sentence)
    return _thanks(session)


def _checkout_form(session: Record, form: Form | None = None, wrong: str = "") -> Page:
    items = session.aside["items"]
    return _form(
        f"/checkout/{session.id}",
        form,
        wrong,
        title="Pay for your order",
        lines=[(each["description"], each["amount_total"], each["quantity"]) for each in items],
        total=session["amount_total"],
        currency=session["currency"],
        kinds=session["payment_method_types"],
        email=session["customer_email"] or "",
        cancel=session["cancel_url"] or "",
    )


def _closed(session: Record) -> Page:
    if session["status"] == "complete":
        return _thanks(session)
    sentence = "This checkout has expired. Start again where you came from."
    return said("Too late", sentence, 410)


def _thanks(session: Record) -> Page:
    address = session["success_url"]
    if address:
        return away(address.replace(_SESSION_ID, session.id))
    amount = money(session["amount_total"], session["currency"])
    if session["payment_status"] == "paid":
        return said("Paid", f"{amount} has been paid.", 200)
    return said("On its way", f"{amount} will be collected from the bank account.", 200)


def invoice_page(state: State, name: str) -> Page:
    invoice = _found(state, invoices.KIND, name)
    if invoice is None or invoice["status"] == "draft":
        return _unknown()
    return _invoice_form(invoice) if _awaits(state, invoice) else _invoice_state(invoice)


def pay_invoice(state: State, name: str, form: Form) -> Page:
    invoice = _found(state, invoices.KIND, name)
    if invoice is None or invoice["status"] == "draft":
        return _unknown()
    if not _awaits(state, invoice):
        return _invoice_state(invoice)
    method = by_number(form.get("number", ""))
    wrong = _wrong(method, ["card", "us_bank_account"])
    if method is None or wrong:
        return _invoice_form(invoice, form, wrong)
    declined = invoices.pay(state, invoice, method)
    if declined:
        return _invoice_form(invoice, form, declined.sentence)
    return away(f"/invoice/{invoice.id}")


def _awaits(state: State, invoice: Record) -> bool:
    """Open, and no bank debit for it on its way."""
    if invoice["status"] != "open":
        return False
    intent = state.records.get("payment_intent", invoice.aside["intent"])
    return bool(intent["status"] != "processing")


def _invoice_form(invoice: Record, form: Form | None = None, wrong: str = "") -> Page:
    lines = invoice["lines"]["data"]
    return _form(
        f"/invoice/{invoice.id}",
        form,
        wrong,
        title=f"Invoice {invoice['number']}",
        lines=[(each["description"] or "Item", each["amount"], each["quantity"]) for each in lines],
        total=invoice["total"],
        currency=invoice["currency"],
        kinds=["card", "us_bank_account"],
        email=invoice["customer_email"] or "",
        cancel="",
        fields=invoice["custom_fields"] or [],
    )


def _invoice_state(invoice: Record) -> Page:
    amount, number = money(invoice["total"], invoice["currency"]), invoice["number"]
    sentences = {
        "open": f"A bank debit of {amount} for invoice {number} is on its way.",
        "paid": f"Invoice {number} over {amount} has been paid.",
        "void": f"Invoice {number} has been withdrawn. Nothing is to be paid.",
    }
    sentence = sentences.get(invoice["status"], f"Invoice {number} is {invoice['status']}.")
    return said(f"Invoice {number}", sentence, 200)


def _form(action: str, form: Form | None, wrong: str, **given: object) -> Page:
    tries = [each for each in ALL if each.kind in _listed(given["kinds"])]
    return shown(
        "paying.html",
        422 if wrong else 200,
        action=action,
        wrong=wrong,
        number=(form or {}).get("number", ""),
        tries=tries,
        **{"fields": [], **given},
    )


def _listed(kinds: object) -> list[str]:
    return list(kinds) if isinstance(kinds, list) else []


def _wrong(method: Method | None, kinds: list[str]) -> str:
    if method is None:
        return "This is none of the test numbers below. A real card must not be entered here."
    if method.kind not in kinds:
        return "This cannot be paid by bank debit." if method.debit else "Cards are not taken here."
    return ""


def _found(state: State, kind: str, name: str) -> Record | None:
    try:
        return state.records.get(kind, name)
    except Refused:
        return None


def _unknown() -> Page:
    return said("Nothing to pay here", "This address leads to no checkout and no invoice.")
