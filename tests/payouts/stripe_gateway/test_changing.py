"""Everything that we may tell Stripe to do: as the contract has it, and back as plain values."""

import json
from dataclasses import is_dataclass
from datetime import UTC, datetime

import pytest

from foundation.money import Money
from payouts.stripe_gateway import (
    account_links,
    accounts,
    bank_payouts,
    checkout,
    customers,
    invoices,
    payout_settings,
    refunds,
    reversals,
    topups,
    transfers,
)
from payouts.stripe_gateway.outcomes import Done
from payouts.stripe_gateway.sending import Sending
from tests.payouts.stripe_gateway.answers import made
from tests.payouts.stripe_gateway.scripted import Line

USD = Money(4200, "USD")
OURS = {"payout_id": "p1"}
COMMON = {"amount": 4200, "currency": "usd", "metadata": OURS}
ACCOUNT = made("v2.core.account", id="acct_1", created="2026-11-20T10:00:00.000Z", metadata=OURS)
INVOICE = made("invoice", id="in_1", status="draft", currency="usd", metadata=OURS)
CUSTOMER = made("customer", id="cus_1", metadata=OURS)
PAYOUT = made("payout", id="po_1", status="pending", **COMMON)
CHECKOUT = made(
    "checkout.session", id="cs_1", status="open", amount_total=4200, currency="usd", metadata=OURS
)
TOPUP = made("topup", id="tu_1", **COMMON)
BACK = checkout.Returns(paid="https://a.test/paid", left="https://a.test/left")

CHANGES = {
    "recipient": (
        accounts,
        accounts.prepare(email="a@b.test", name="Ada", country="US", metadata=OURS),
        ACCOUNT,
    ),
    "transfer": (
        transfers,
        transfers.prepare(USD, destination="acct_1", group="g", metadata=OURS, charge="ch_1"),
        made("transfer", id="tr_1", **COMMON),
    ),
    "reversal": (
        reversals,
        reversals.prepare("tr_1", USD, metadata=OURS),
        made("transfer_reversal", id="trr_1", transfer="tr_1", **COMMON),
    ),
    "payout": (bank_payouts, bank_payouts.prepare(USD, account="acct_1", metadata=OURS), PAYOUT),
    "instant payout": (
        bank_payouts,
        bank_payouts.prepare(
            USD, account="acct_1", metadata=OURS, instant_payout=True, destination="card_1"
        ),
        PAYOUT,
    ),
    "customer": (
        customers,
        customers.prepare(name="Lab", email="a@b.test", metadata=OURS, language="de"),
        CUSTOMER,
    ),
    "customer's name": (
        customers,
        customers.prepare_change("cus_1", name="Lab Ltd", email="a@b.test"),
        CUSTOMER,
    ),
    "checkout": (
        checkout,
        checkout.prepare(
            USD, reference="order", label="Scenes", customer="cus_1", returns=BACK, metadata=OURS
        ),
        CHECKOUT,
    ),
    "expiring": (checkout, checkout.prepare_expiring("cs_1"), CHECKOUT),
    "invoice": (
        invoices,
        invoices.prepare(
            "cus_1", currency="USD", days_until_due=30, purchase_order="PO 7", metadata=OURS
        ),
        INVOICE,
    ),
    "final": (invoices, invoices.prepare_final("in_1"), INVOICE),
    "mailing": (invoices, invoices.prepare_mailing("in_1"), INVOICE),
    "voiding": (invoices, invoices.prepare_voiding("in_1"), INVOICE),
    "refund": (
        refunds,
        refunds.prepare("pi_1", USD, metadata=OURS),
        made("refund", id="re_1", status="pending", **COMMON),
    ),
    "topup": (topups, topups.prepare(USD, label="Run 3", metadata=OURS), TOPUP),
    "no topup": (topups, topups.prepare_cancelling("tu_1"), TOPUP),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_as_the_contract_has_it_and_comes_back_plain(stripe, server, change):
    module, sending, answer = CHANGES[change]
    server.says(Line(200, answer))
    outcome = module.send(stripe, sending, key="k")
    assert isinstance(outcome, Done)
    assert is_dataclass(outcome.answer)
    assert type(outcome.answer).__module__ == module.__name__
    assert (outcome.answer.id, outcome.answer.metadata) == (answer["id"], OURS)
    [heard] = server.heard
    assert heard.headers.get("Stripe-Account", "") == sending.account


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_kept_is_what_is_sent_a_day_later(stripe, server, change):
    module, sending, answer = CHANGES[change]
    kept = json.loads(json.dumps([sending.path, sending.parameters, sending.account]))
    again = Sending(*kept)
    assert again.fingerprint == sending.fingerprint
    server.says(Line(200, answer))
    module.send(stripe, sending, key="k")
    module.send(stripe, again, key="k")
    first, second = server.heard
    assert (first.path, first.body) == (second.path, second.body)


def test_another_amount_is_another_request():
    asked = {"destination": "acct_1", "group": "g", "metadata": OURS}
    one, other = (transfers.prepare(Money(n, "USD"), **asked).fingerprint for n in (1, 2))
    assert one != other


@pytest.mark.parametrize("nothing", [0, -1])
def test_nothing_and_less_is_never_moved(nothing):
    none = Money(nothing, "USD")
    for prepare in (
        lambda: transfers.prepare(none, destination="a", group="g", metadata={}),
        lambda: reversals.prepare("tr_1", none, metadata={}),
        lambda: bank_payouts.prepare(none, account="a", metadata={}),
        lambda: refunds.prepare("pi_1", none, metadata={}),
        lambda: topups.prepare(none, label="x", metadata={}),
    ):
        with pytest.raises(ValueError, match=str(nothing)):
            prepare()


def test_an_id_leads_nowhere_else():
    assert reversals.prepare("tr_1/../x?a", USD, metadata={}).path == (
        "/v1/transfers/tr_1%2F..%2Fx%3Fa/reversals"
    )
    with pytest.raises(ValueError, match="no id"):
        reversals.prepare("", USD, metadata={})


def test_the_whole_way_of_an_invoice(stripe, server):
    line = invoices.prepare_line("in_1", "cus_1", USD, label="Scenes")
    server.says(Line(200, made("invoiceitem", id="ii_1", currency="usd")))
    assert invoices.send_line(stripe, line, key="k") == Done("ii_1")
    paid = {
        **INVOICE,
        "status": "paid",
        "number": "F-7",
        "total": 4200,
        "status_transitions": {"paid_at": 1_795_000_000},
    }
    server.says(Line(200, paid))
    found = invoices.retrieve(stripe, "in_1")
    assert (found.stage, found.number, found.total) == (invoices.Stage.PAID, "F-7", USD)
    assert found.paid_at == datetime.fromtimestamp(1_795_000_000, UTC)


def test_a_link_is_minted_anew_and_not_shown_in_logs(stripe, server):
    url = "https://connect.stripe.test/setup/s/secret"
    server.says(Line(200, made("v2.core.account_link", url=url, expires_at="2026-11-20T10:05:00Z")))
    link = account_links.mint(
        stripe, "acct_1", return_to="https://a.test/r", refresh_at="https://a.test/f", key="k1"
    )
    assert link.url == url
    assert "secret" not in repr(link)
    assert json.loads(server.heard[0].body)["use_case"]["type"] == "account_onboarding"


def test_payouts_wait_for_us(stripe, server):
    manual = {
        "payouts": {
            "schedule": {"interval": "manual"},
            "status": "enabled",
        },
        "settlement_timing": {"delay_days": 2},
    }
    server.says(Line(200, made("balance_settings", payments=manual)))
    assert payout_settings.keep_manual(stripe, "acct_1", key="k")
    assert server.heard[0].headers["Stripe-Account"] == "acct_1"
    assert payout_settings.is_manual(stripe, "acct_1")
    manual["payouts"]["schedule"]["interval"] = "daily"
    server.says(Line(200, made("balance_settings", payments=manual)))
    assert not payout_settings.is_manual(stripe, "acct_1")
