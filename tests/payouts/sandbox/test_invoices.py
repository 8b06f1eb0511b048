"""Invoices: drafted, sent, paid, withdrawn."""

import pytest
import stripe


@pytest.fixture
def api(visitor):
    return visitor.stripe.v1


@pytest.fixture
def invoice(api):
    customer = api.customers.create({"name": "Studio", "email": "studio@example.org"})
    made = api.invoices.create(
        {
            "customer": customer.id,
            "collection_method": "send_invoice",
            "days_until_due": 30,
            "custom_fields": [{"name": "Purchase order", "value": "PO-1"}],
            "metadata": {"order": "7"},
        }
    )
    api.invoice_items.create(
        {
            "customer": customer.id,
            "invoice": made.id,
            "amount": 10_000,
            "currency": "usd",
            "description": "Order 7",
        }
    )
    return made


def sent(api, invoice):
    api.invoices.finalize_invoice(invoice.id)
    return api.invoices.send_invoice(invoice.id)


def test_an_invoice_adds_up_and_gets_a_number_when_it_is_final(api, invoice):
    draft = api.invoices.retrieve(invoice.id)
    assert (draft.status, draft.total, draft.number) == ("draft", 10_000, None)
    final = sent(api, invoice)
    assert (final.status, final.amount_due) == ("open", 10_000)
    assert final.number
    assert final.due_date - final.created == 30 * 86400
    with pytest.raises(stripe.InvalidRequestError):
        api.invoices.finalize_invoice(invoice.id)


def test_its_page_names_the_purchase_order_and_takes_a_card(visitor, api, invoice):
    url = sent(api, invoice).hosted_invoice_url
    assert "PO-1" in visitor.page(url).text
    assert visitor.page(url, number="4242424242424242").status == 303
    assert "has been paid" in visitor.page(url).text
    paid = api.invoices.retrieve(invoice.id)
    assert (paid.status, paid.amount_paid, paid.amount_remaining) == ("paid", 10_000, 0)
    assert {"invoice.finalized", "invoice.sent", "invoice.paid"} <= set(visitor.told())


def test_what_it_was_paid_with_is_found_from_it(visitor, api, invoice):
    visitor.page(sent(api, invoice).hosted_invoice_url, number="4242424242424242")
    assert api.invoices.retrieve(invoice.id).payments is None
    shown = api.invoices.retrieve(invoice.id, {"expand": ["payments"]})
    intent = shown.payments.data[0].payment.payment_intent
    listed = api.invoice_payments.list({"invoice": invoice.id})
    assert listed.data[0].payment.payment_intent == intent
    by_intent = api.invoice_payments.list(
        {"payment": {"type": "payment_intent", "payment_intent": intent}}
    )
    assert [each.id for each in by_intent.data] == [listed.data[0].id]
    assert api.payment_intents.retrieve(intent).amount_received == 10_000


def test_stripe_takes_a_fee_for_the_card_and_one_for_the_invoice(visitor, api, invoice):
    visitor.page(sent(api, invoice).hosted_invoice_url, number="4242424242424242")
    fees = api.balance_transactions.list({"type": "stripe_fee"}).data
    assert [each.net for each in fees] == [-40]
    visitor.days(3)
    assert visitor.available() == 10_000 - 320 - 40


def test_a_bank_debit_pays_it_later_and_meanwhile_nobody_pays_again(visitor, api, invoice):
    url = sent(api, invoice).hosted_invoice_url
    visitor.page(url, number="000123456789")
    assert "on its way" in visitor.page(url, number="4242424242424242").text
    assert api.invoices.retrieve(invoice.id).status == "open"
    visitor.days(7)
    assert api.invoices.retrieve(invoice.id).status == "paid"


def test_a_bank_debit_that_fails_leaves_it_open(visitor, api, invoice):
    url = sent(api, invoice).hosted_invoice_url
    visitor.page(url, number="000222222227")
    visitor.days(7)
    assert api.invoices.retrieve(invoice.id).status == "open"
    assert visitor.told()[-1] == "invoice.payment_failed"
    assert visitor.page(url, number="4242424242424242").status == 303


def test_a_void_invoice_takes_no_money(visitor, api, invoice):
    url = sent(api, invoice).hosted_invoice_url
    assert api.invoices.void_invoice(invoice.id).status == "void"
    assert "withdrawn" in visitor.page(url, number="4242424242424242").text
    assert visitor.pending() == 0


def test_it_can_be_paid_outside_of_stripe(visitor, api, invoice):
    sent(api, invoice)
    assert api.invoices.pay(invoice.id, {"paid_out_of_band": True}).status == "paid"
    assert visitor.pending() == 0


def test_a_declined_card_is_told(visitor, api, invoice):
    sent(api, invoice)
    with pytest.raises(stripe.CardError):
        api.invoices.pay(invoice.id, {"payment_method": "pm_card_chargeDeclined"})
    assert visitor.told()[-1] == "invoice.payment_failed"


def test_a_draft_has_no_page_and_can_be_thrown_away(visitor, api, invoice):
    assert visitor.page(f"{visitor.address}/invoice/{invoice.id}").status == 404
    api.invoices.delete(invoice.id)
    with pytest.raises(stripe.InvalidRequestError):
        api.invoices.retrieve(invoice.id)


def test_who_sends_invoices_says_when_they_are_due(api):
    customer = api.customers.create({"name": "Studio"})
    with pytest.raises(stripe.InvalidRequestError, match="days_until_due"):
        api.invoices.create({"customer": customer.id, "collection_method": "send_invoice"})


def test_customers_are_kept_changed_and_forgotten(api):
    made = api.customers.create({"name": "Studio", "email": "a@example.org"})
    api.customers.update(made.id, {"name": "Studio B"})
    assert api.customers.list({"email": "a@example.org"}).data[0].name == "Studio B"
    assert api.customers.delete(made.id).deleted is True
    with pytest.raises(stripe.InvalidRequestError):
        api.customers.retrieve(made.id)
