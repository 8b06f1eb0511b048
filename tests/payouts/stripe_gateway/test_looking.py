"""Everything that we may ask Stripe: as the contract has it, all pages, as plain values."""

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from foundation.money import Money
from payouts.stripe_gateway import (
    accounts,
    balance_transactions,
    balances,
    bank_payouts,
    checkout,
    disputes,
    events,
    invoices,
    payments,
    payout_methods,
    refunds,
    reversals,
    topups,
    transfers,
)
from payouts.stripe_gateway.errors import (
    NoAccessAtStripe,
    NotAtStripe,
    StripeRefused,
    StripeUnavailable,
)
from tests.payouts.stripe_gateway.answers import error, listed, made
from tests.payouts.stripe_gateway.scripted import Line

AT = datetime(2026, 11, 20, tzinfo=UTC)
SECONDS = int(AT.timestamp())
USD = Money(4200, "USD")
IN_USD = {"amount": 4200, "currency": "usd"}
INVALID = "invalid_request_error"
MOVEMENT = made("balance_transaction", id="txn_1", fee=30, net=4170, created=SECONDS, **IN_USD)


def transfer(number):
    return made("transfer", id=f"tr_{number}", **IN_USD)


def asked(server):
    return [f"{each.path}?{unquote(each.query)}".rstrip("?") for each in server.heard]


def test_everything_is_found_over_all_pages(stripe, server):
    path = "/v1/transfers"
    server.says(
        Line(200, listed(path, transfer(3), transfer(2), more=True)),
        Line(200, listed(path, transfer(1))),
    )
    found = transfers.in_group(stripe, "payout_1", destination="acct_1")
    assert [each.id for each in found] == ["tr_3", "tr_2", "tr_1"]
    assert asked(server) == [
        "/v1/transfers?limit=100&transfer_group=payout_1&destination=acct_1",
        "/v1/transfers?limit=100&transfer_group=payout_1&destination=acct_1&starting_after=tr_2",
    ]


def test_pages_of_the_second_generation_follow_its_links(stripe, server):
    one, two = (made("v2.core.account", id=each, created=AT.isoformat()) for each in ("a", "b"))
    after = "/v2/core/accounts?limit=100&page=xyz"
    server.says(Line(200, {"data": [one], "next_page_url": after}), Line(200, {"data": [two]}))
    # The link itself is Stripe's: `page` is nothing that one asks for.
    assert [each.id for each in accounts.everybody(stripe)] == ["a", "b"]
    assert asked(server)[1] == after


LISTS = {
    "reversals": (
        lambda stripe: reversals.of_transfer(stripe, "tr_1"),
        made("transfer_reversal", id="x", transfer="tr_1", **IN_USD),
        "/v1/transfers/tr_1/reversals?limit=100",
    ),
    "payouts": (
        lambda stripe: bank_payouts.since(stripe, AT, account="acct_1"),
        made("payout", id="x", status="paid", **IN_USD),
        f"/v1/payouts?limit=100&created[gte]={SECONDS}",
    ),
    "movements of a charge": (
        lambda stripe: balance_transactions.of_source(stripe, "ch_1"),
        {**MOVEMENT, "id": "x"},
        "/v1/balance_transactions?limit=100&source=ch_1",
    ),
    "movements of a time": (
        lambda stripe: balance_transactions.between(stripe, AT, AT),
        {**MOVEMENT, "id": "x"},
        f"/v1/balance_transactions?limit=100&created[gte]={SECONDS}&created[lt]={SECONDS}",
    ),
    "payout methods": (
        lambda stripe: payout_methods.of_account(stripe, "acct_1"),
        made("bank_account", id="x", last4="6789", status="new", currency="usd"),
        "/v1/accounts/acct_1/external_accounts?limit=100",
    ),
    "refunds": (
        lambda stripe: refunds.of_payment(stripe, "pi_1"),
        made("refund", id="x", status="succeeded", **IN_USD),
        "/v1/refunds?limit=100&payment_intent=pi_1",
    ),
    "disputes": (
        lambda stripe: disputes.of_payment(stripe, "pi_1"),
        made("dispute", id="x", charge="ch_1", **IN_USD),
        "/v1/disputes?limit=100&payment_intent=pi_1",
    ),
    "topups": (
        lambda stripe: topups.since(stripe, AT),
        made("topup", id="x", **IN_USD),
        f"/v1/topups?limit=100&created[gte]={SECONDS}",
    ),
    "events": (
        lambda stripe: events.since(stripe, AT, kinds=("payout.failed",)),
        made("event", id="x", data={"object": {"id": "po_1", "object": "payout"}}),
        f"/v1/events?limit=100&created[gte]={SECONDS}&types[0]=payout.failed",
    ),
    "events of an account": (
        lambda stripe: events.in_account_since(stripe, AT, "acct_1"),
        made("event", id="x", account="acct_1", data={"object": {"object": "balance"}}),
        f"/v1/events?limit=100&created[gte]={SECONDS}",
    ),
}


@pytest.mark.parametrize("what", LISTS)
def test_every_list_is_asked_for_as_the_contract_has_it(stripe, server, what):
    look, item, wanted = LISTS[what]
    server.says(Line(200, listed("/v1/x", item)))
    [found] = look(stripe)
    assert found.id == "x"
    assert asked(server) == [wanted]


THINGS = {
    "checkout": (
        checkout.retrieve,
        made("checkout.session", id="cs", status="complete", amount_total=1, currency="usd"),
    ),
    "invoice": (invoices.retrieve, made("invoice", id="in", status="open", currency="usd")),
    "payment": (payments.retrieve, made("payment_intent", id="pi", status="processing", **IN_USD)),
    "charge": (payments.charge, made("charge", id="ch", **IN_USD)),
    "refund": (refunds.retrieve, made("refund", id="re", status="failed", **IN_USD)),
    "dispute": (disputes.retrieve, made("dispute", id="dp", charge="ch", **IN_USD)),
    "topup": (topups.retrieve, made("topup", id="tu", **IN_USD)),
    "movement": (balance_transactions.retrieve, MOVEMENT),
}


@pytest.mark.parametrize("what", THINGS)
def test_every_thing_is_found_by_its_id(stripe, server, what):
    retrieve, thing = THINGS[what]
    server.says(Line(200, thing))
    assert retrieve(stripe, thing["id"]).id == thing["id"]
    assert server.heard[0].path.endswith(f"/{thing['id']}")


def test_a_payout_says_how_it_failed_and_what_came_back(stripe, server):
    failed = made(
        "payout",
        id="po_1",
        status="failed",
        arrival_date=SECONDS,
        failure_code="account_closed",
        failure_message="Closed.",
        failure_balance_transaction="txn_9",
        **IN_USD,
    )
    server.says(Line(200, failed))
    found = bank_payouts.retrieve(stripe, "po_1", account="acct_1")
    assert (found.state, found.failure, found.arrives_at) == (
        bank_payouts.State.FAILED,
        "account_closed",
        AT,
    )
    assert found.failure_balance_transaction == "txn_9"


def test_an_account_says_what_is_missing_in_words_and_what_it_prevents(stripe, server):
    missing = {
        "description": "identity.individual.date_of_birth",
        "awaiting_action_from": "user",
        "errors": [{"code": "invalid_dob_age_under_minimum", "description": "Too young."}],
        "impact": {
            "restricts_capabilities": [
                {
                    "capability": "stripe_balance.stripe_transfers",
                    "configuration": "recipient",
                    "deadline": {"status": "past_due"},
                }
            ]
        },
        "minimum_deadline": {"status": "past_due"},
        "requested_reasons": [],
    }
    transfers_of = {
        "status": "restricted",
        "status_details": [{"code": "requirements_past_due", "resolution": "provide_info"}],
    }
    server.says(
        Line(
            200,
            made(
                "v2.core.account",
                id="acct_1",
                created=AT.isoformat(),
                identity={"country": "us"},
                configuration={
                    "recipient": {
                        "applied": True,
                        "capabilities": {"stripe_balance": {"stripe_transfers": transfers_of}},
                    }
                },
                requirements={"entries": [missing]},
            ),
        )
    )
    found = accounts.retrieve(stripe, "acct_1")
    assert (found.transfers, found.payouts) == (
        accounts.Ability.RESTRICTED,
        accounts.Ability.ABSENT,
    )
    assert not found.payable
    assert found.reasons == ("requirements_past_due",)
    assert found.country == "US"
    assert found.requirements == (
        accounts.Requirement(
            what="identity.individual.date_of_birth",
            from_performer=True,
            deadline=accounts.Deadline.PAST,
            restricts=("stripe_balance.stripe_transfers",),
            errors=("Too young.",),
        ),
    )


def test_a_balance_tells_currencies_and_what_is_there_at_once_apart(stripe, server):
    here = made(
        "balance",
        available=[{"amount": 4200, "currency": "usd"}, {"amount": 500, "currency": "jpy"}],
        pending=[{"amount": 7, "currency": "usd"}],
        instant_available=[
            {
                "amount": 4200,
                "currency": "usd",
                "net_available": [{"amount": 4158, "destination": "card_1"}],
            }
        ],
    )
    server.says(Line(200, here))
    found = balances.of_account(stripe, "acct_1")
    assert found.available == (USD, Money(500, "JPY"))
    assert found.instant == (Money(4158, "USD"),)
    assert balances.ours(stripe).pending == (Money(7, "USD"),)
    assert [each.headers.get("Stripe-Account") for each in server.heard] == ["acct_1", None]


def test_a_fee_is_read_and_never_reckoned(stripe, server):
    server.says(Line(200, MOVEMENT))
    found = balance_transactions.retrieve(stripe, "txn_1")
    assert (found.amount, found.fee, found.net) == (USD, Money(30, "USD"), Money(4170, "USD"))


def test_what_paid_an_invoice_is_found(stripe, server):
    paid = made(
        "invoice_payment",
        id="inpay_1",
        invoice="in_1",
        payment={"type": "payment_intent", "payment_intent": "pi_1"},
    )
    server.says(Line(200, listed("/v1/invoice_payments", paid)))
    assert invoices.payments_of(stripe, "in_1") == ["pi_1"]


def test_a_bank_accounts_number_is_not_shown_by_accident(stripe, server):
    account = made("bank_account", id="ba_1", last4="6789", status="errored", currency="usd")
    server.says(Line(200, listed("/v1/x", account)))
    [found] = payout_methods.of_account(stripe, "acct_1")
    assert found.broken
    assert found.ending == "6789"
    assert "6789" not in repr(found)


@pytest.mark.parametrize(
    ("status", "code", "refusal"),
    [
        (404, "resource_missing", NotAtStripe),
        (403, "account_invalid", NoAccessAtStripe),
        (401, "", StripeUnavailable),  # Our key is bad: nobody left us by that.
        (400, "parameter_unknown", StripeRefused),
        (429, "", StripeUnavailable),
        (500, "", StripeUnavailable),
    ],
)
def test_what_cannot_be_read_says_why(stripe, server, status, code, refusal):
    server.says(Line(status, error(INVALID if status < 500 else "api_error", code)))
    with pytest.raises(refusal) as refused:
        topups.retrieve(stripe, "tu_1")
    assert type(refused.value) is refusal
    assert refused.value.__cause__ is None
