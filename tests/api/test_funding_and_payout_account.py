"""Clients' payments and performers' payout accounts, for programs."""

from uuid import uuid4

import pytest

from foundation.database import transaction
from marketplace.budgets import steps as budgets
from payouts.journal.chart import PLATFORM, Account, Kind, Purpose
from payouts.journal.posting import Line, post
from payouts.payees.models import Payee, Standing
from tests.api.asking import Program
from tests.cast import NORTHLAB
from tests.marketplace.accounts.phones import set_up_phone
from tests.payouts.funding.paying import ORDER, an_order, usd

NEW = {"order_id": None, "means": "invoice", "amount_minor": 5_000, "currency": "USD"}


@pytest.fixture
def ada(app, cast):
    set_up_phone(cast.ada)
    return Program(app, cast.ada)


def fill_balance(minor):
    with transaction() as session:
        balance = Account(Kind.CLIENT_BALANCE, NORTHLAB, "USD")
        cash = Account(Kind.STRIPE_AVAILABLE, PLATFORM, "USD")
        post(session, "filled", [Line(cash, balance, usd(minor), Purpose.FUND, uuid4())])


def test_a_payment_is_begun_and_its_page_is_told(ada):
    made = ada.post("/api/v1/funding", NEW)
    assert (made.status_code, made.json["state"]) == (201, "asked")
    assert made.json["pay_at"].endswith(f"/funding/{made.json['id']}")
    assert [each["id"] for each in ada.get("/api/v1/funding").json["items"]] == [made.json["id"]]


def test_the_same_key_begins_one(ada):
    answers = [ada.post("/api/v1/funding", NEW, key="the-same-key") for _ in range(2)]
    assert answers[0].json == answers[1].json
    assert len(ada.get("/api/v1/funding").json["items"]) == 1


def test_from_the_balance_it_is_set_aside_at_once(ada, session):
    an_order()
    fill_balance(9_000)
    paid = {**NEW, "order_id": str(ORDER), "means": "balance"}
    assert ada.post("/api/v1/funding", paid).json["state"] == "paid"
    left = ada.get("/api/v1/funding/balance").json["items"]
    assert left == [{"amount_minor": 4_000, "currency": "USD"}]
    session.rollback()
    assert budgets.budget_of(session, ORDER).confirmed_minor == 5_000
    assert ada.post("/api/v1/funding", paid).status_code == 409


@pytest.mark.parametrize(
    "wrong", [{"means": "balance"}, {"currency": "XXX"}, {"order_id": str(uuid4())}]
)
def test_what_cannot_be_is_refused(ada, wrong):
    assert ada.post("/api/v1/funding", {**NEW, **wrong}).status_code in (404, 409)


def test_an_order_is_paid_in_its_own_currency(ada):
    an_order()
    answer = ada.post("/api/v1/funding", {**NEW, "order_id": str(ORDER), "currency": "EUR"})
    assert answer.status_code == 409
    assert "This order is in USD" in answer.json["detail"]


def test_a_performer_reads_how_it_stands(app, cast, session):
    omar = Program(app, cast.omar)
    assert omar.get("/api/v1/payout-account").json["state"] == "none"
    with transaction() as writing:
        writing.add(
            Payee(
                performer_id=cast.omar.id,
                country="US",
                stripe_account="acct_1",
                standing=Standing.RESTRICTED,
                needs=["identity.individual.date_of_birth"],
                methods={"USD": "ba_1"},
            )
        )
    found = omar.get("/api/v1/payout-account").json
    assert (found["state"], found["needs"]) == ("restricted", ["Your date of birth"])
    assert "acct_1" not in str(found)
