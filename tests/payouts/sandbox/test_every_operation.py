"""Whatever the contract describes is answered: done, or refused by saying that it is not."""

import re
from io import BytesIO

import pytest
import stripe

from payouts.sandbox import controls
from payouts.sandbox.doing import OPERATIONS
from payouts.sandbox.faults import Mode
from payouts.sandbox.objects import absent
from payouts.sandbox.objects.bank_accounts import NUMBERS
from payouts.sandbox.objects.methods import ALL
from payouts.stripe_contract.document import contract
from tests.architecture.code import ROOT

BANK = {"object": "bank_account", "country": "US", "currency": "usd"}


@pytest.fixture
def api(visitor):
    return visitor.stripe.v1


def test_each_operation_of_the_contract_is_known_and_no_other():
    described = {f"{verb} {path}" for path, verbs in contract()["paths"].items() for verb in verbs}
    assert OPERATIONS.keys() == described


def test_what_is_not_done_is_said_for_each(visitor):
    assert len(absent.OPERATIONS) > 10
    with pytest.raises(stripe.InvalidRequestError) as refused:
        visitor.stripe.v1.application_fees.retrieve("fee_1")
    assert refused.value.error.code == "not_in_the_stand_in"
    with pytest.raises(stripe.StripeError, match="does not do this"):
        visitor.stripe.v2.money_management.transactions.list()


def test_accounts_of_the_first_generation_are_changed_listed_rejected_and_deleted(visitor, api):
    account = visitor.account()
    assert api.accounts.retrieve_current().country == "US"
    changed = api.accounts.update(account, {"email": "b@example.org", "metadata": {"a": "1"}})
    assert (changed.email, changed.metadata.to_dict()) == ("b@example.org", {"a": "1"})
    assert [each.id for each in api.accounts.list().data] == [account]
    assert api.accounts.reject(account, {"reason": "fraud_other"}).payouts_enabled is False
    assert api.accounts.delete(account).deleted is True
    assert api.accounts.list().data == []


def test_capabilities_are_asked_for_and_listed(visitor, api):
    account = visitor.account()
    assert [each.id for each in api.accounts.capabilities.list(account).data] == ["transfers"]
    off = api.accounts.capabilities.update(account, "transfers", {"requested": False})
    assert (off.requested, off.status) == (False, "inactive")
    with pytest.raises(stripe.InvalidRequestError):
        api.accounts.capabilities.retrieve(account, "card_payments")


def test_bank_accounts_are_changed_and_taken_away(visitor, api):
    account = visitor.account()
    banks = api.accounts.external_accounts
    first = banks.list(account).data[0]
    given = {**BANK, "account_number": "000111111116"}
    second = banks.create(account, {"external_account": given})
    with pytest.raises(stripe.InvalidRequestError, match="default"):
        banks.delete(account, second.id)
    assert banks.update(account, first.id, {"default_for_currency": True}).default_for_currency
    assert banks.delete(account, second.id).deleted is True
    assert [each.id for each in banks.list(account).data] == [first.id]
    assert "account.external_account.deleted" in visitor.told(account)


def test_a_link_of_the_first_generation_leads_to_the_same_page(visitor, api):
    made = api.account_links.create(
        {
            "account": visitor.account(),
            "type": "account_onboarding",
            "refresh_url": "http://127.0.0.1/r",
            "return_url": "http://127.0.0.1/b",
        }
    )
    assert "Get paid" in visitor.page(made.url).text
    assert visitor.page(made.url).location == "http://127.0.0.1/r"


def test_lists_of_what_was_paid(visitor, api):
    session = visitor.checkout()
    visitor.page(session.url, number="4242424242424242")
    [found] = api.checkout.sessions.list({"status": "complete"}).data
    assert found.id == session.id
    assert api.checkout.sessions.update(session.id, {"metadata": {"a": "1"}}).metadata.a == "1"
    [intent] = api.payment_intents.list().data
    changed = api.payment_intents.update(intent.id, {"description": "Order 7"})
    assert changed.description == "Order 7"
    with pytest.raises(stripe.InvalidRequestError) as refused:
        api.payment_intents.capture(intent.id)
    assert refused.value.error.code == "payment_intent_unexpected_state"


def test_invoices_are_listed_and_their_payments_read(visitor, api):
    customer = api.customers.create({"name": "Studio"})
    due = {"collection_method": "send_invoice", "days_until_due": 30}
    made = api.invoices.create({"customer": customer.id, **due})
    api.invoices.update(made.id, {"description": "Order 7"})
    item = {"customer": customer.id, "invoice": made.id, "amount": 500, "currency": "usd"}
    api.invoice_items.create(item)
    api.invoices.finalize_invoice(made.id)
    [found] = api.invoices.list({"status": "open", "customer": customer.id}).data
    assert (found.id, found.description) == (made.id, "Order 7")
    [payment] = api.invoice_payments.list({"invoice": made.id}).data
    assert api.invoice_payments.retrieve(payment.id).status == "open"
    with pytest.raises(stripe.InvalidRequestError):
        api.invoices.update(made.id, {"description": "Another"})


def test_words_about_money_can_be_changed(visitor, api):
    account = visitor.account()
    visitor.fund(1000)
    moved = api.transfers.create({"amount": 900, "currency": "usd", "destination": account})
    back = api.transfers.reversals.create(moved.id, {"amount": 100})
    wanted = {"metadata": {"why": "x"}}
    changed = api.transfers.reversals.update(moved.id, back.id, wanted)
    assert changed.metadata.why == "x"
    assert api.transfers.reversals.retrieve(moved.id, back.id).amount == 100
    options = {"stripe_account": account}
    sent = api.payouts.create({"amount": 100, "currency": "usd"}, options)
    assert api.payouts.update(sent.id, wanted, options).metadata.why == "x"
    given = {"confirm": True, "payment_method": "pm_card_visa", "currency": "usd"}
    paid = api.payment_intents.create({"amount": 500, **given})
    refund = api.refunds.create({"payment_intent": paid.id})
    assert api.refunds.update(refund.id, wanted).metadata.why == "x"


def test_addresses_of_events_are_listed_changed_and_taken_away(visitor, api):
    hook = api.webhook_endpoints.create({"url": "http://127.0.0.1:1/", "enabled_events": ["*"]})
    assert [each.id for each in api.webhook_endpoints.list().data] == [hook.id]
    destinations = visitor.stripe.v2.core.event_destinations
    made = destinations.create(
        {
            "name": "Ours",
            "type": "webhook_endpoint",
            "event_payload": "thin",
            "enabled_events": ["v2.core.account.created"],
            "webhook_endpoint": {"url": "http://127.0.0.1:1/"},
        }
    )
    assert made.webhook_endpoint.signing_secret is None
    assert destinations.update(made.id, {"name": "Theirs"}).name == "Theirs"
    shown = destinations.retrieve(made.id, {"include": ["webhook_endpoint.url"]})
    assert shown.webhook_endpoint.url == "http://127.0.0.1:1/"
    assert [each.id for each in destinations.list().data] == [made.id]
    destinations.delete(made.id)
    assert destinations.list().data == []


def test_levers_end_topups_send_payouts_and_lose_disputes(visitor, api):
    bad, good = (api.topups.create({"amount": 900, "currency": "usd"}) for _ in range(2))
    visitor.lever(f"topups/{bad.id}/fail")
    visitor.lever(f"topups/{good.id}/succeed")
    assert visitor.available() == 900
    account = visitor.account()
    api.transfers.create({"amount": 900, "currency": "usd", "destination": account})
    options = {"stripe_account": account}
    sent = api.payouts.create({"amount": 900, "currency": "usd"}, options)
    visitor.lever(f"payouts/{sent.id}/send")
    assert api.payouts.retrieve(sent.id, {}, options).status == "in_transit"
    given = {"confirm": True, "payment_method": "pm_card_visa", "currency": "usd"}
    charge = api.payment_intents.create({"amount": 500, **given}).latest_charge
    dispute = visitor.lever("disputes", charge=charge)
    visitor.lever(f"disputes/{dispute['id']}/lose")
    assert api.disputes.retrieve(dispute["id"]).status == "lost"
    with pytest.raises(Exception, match="404"):
        visitor.lever("earthquake")


def test_the_clock_goes_forward_only(visitor):
    with pytest.raises(Exception, match="400"):
        visitor.lever("advance_clock", days=-1)
    assert visitor.seen("/_test/state")["ahead_s"] == 0


def test_the_document_names_every_number_lever_and_fault():
    text = (ROOT / "docs" / "sandbox.md").read_text()
    for each in ALL:
        assert each.spelled in text
        assert each.token in text
    assert all(number in text for number in NUMBERS)
    levers = {name.rpartition("/")[2] for name in controls._PLAIN}
    levers |= {verb for _, verb in controls._ON_ONE}
    levers |= {*Mode}
    missing = {each for each in levers if not re.search(rf"\b{each}\b", text)}
    assert not missing


def test_files_are_known_by_name_and_size_and_only_what_banks_read_is_taken(api):
    made = api.files.create({"purpose": "dispute_evidence", "file": named(b"%PDF-", "a.pdf")})
    assert (made.filename, made.size, made.type) == ("a.pdf", 5, "pdf")
    for content, name in ((b"", "a.pdf"), (b"MZ", "a.exe")):
        with pytest.raises(stripe.InvalidRequestError):
            api.files.create({"purpose": "dispute_evidence", "file": named(content, name)})


def named(content, name):
    found = BytesIO(content)
    found.name = name
    return found
