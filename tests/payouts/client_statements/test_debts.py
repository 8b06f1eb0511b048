"""What a client owed and paid from its balance: a movement of its own, wherever one reads it."""

import csv
from io import StringIO

import pytest
from sqlalchemy import select

from foundation import hooks
from foundation.database import db, transaction
from foundation.formats import Reader
from payouts.client_statements import documents, movements
from payouts.client_statements.adding_up import made
from payouts.client_statements.movements import What
from payouts.funding import actions
from payouts.funding.accounts import ours, owed_by
from payouts.funding.actions import Wanted
from payouts.funding.debts import even_out
from payouts.funding.models import Funding, Means
from payouts.journal.chart import Kind, Purpose
from payouts.journal.posting import Line, post
from tests.api.asking import Program
from tests.cast import NORTHLAB, sign_in
from tests.payouts.client_statements.test_statements import ALWAYS, by_hand, overspent, spent, total
from tests.payouts.funding.paying import ORDER, held, usd

__all__ = ["overspent", "spent"]
DAYS = {"first": "2020-01-01", "last": "2040-12-31"}
SAID = "From your balance, for what you owed"


@pytest.fixture
def settled(overspent, cast):
    """8,000 of what is owed, from a balance of 15,000."""
    actions.settle_debt(Wanted(None, usd(8_000), Means.BALANCE), actor=cast.ada.actor)
    db.session.rollback()


def spends():
    return made(db.session(), NORTHLAB, ALWAYS).spends


def told():
    """Whether the balance and the debt each have their movement, and agree with their accounts."""
    found = {(each.order_id, each.of_debt): each for each in spends()}
    balance, debt = found.get((None, False)), found.get((None, True))
    return (
        balance is not None
        and debt is not None
        and balance.moved[What.SETTLED] == -8_000
        and balance.after == held(Kind.CLIENT_BALANCE, NORTHLAB)
        and dict(debt.moved) == {What.SETTLED: 8_000}
    )


@pytest.mark.usefixtures("each_database")
def test_a_debt_paid_from_the_balance_is_told_to_the_cent(settled):
    assert told()
    found, books = total(), by_hand(NORTHLAB, [ORDER])
    assert found.after == sum(books.values()) == sum(each.after for each in spends())
    assert found.balance == books["client_balance"] == 7_000
    assert -found.owed == books["receivable_client"]
    assert found.moved[What.SETTLED] == 0, "in all it comes and goes"


def test_on_the_page_in_the_document_and_for_programs(client, app, settled, cast):
    sign_in(client, cast.ada)
    path = f"/client-statements/{NORTHLAB}"
    page = client.get(path, query_string=DAYS).text
    assert page.count(f"{SAID}: US$80.00") == 2
    session = db.session()
    found = made(session, NORTHLAB, ALWAYS)
    numbers = hooks.references(session, found.orders)
    settings = app.extensions["fairtake_settings"]
    content = documents.content_of(found, "Northlab", numbers, Reader(), settings)
    section = content["sections"][0]
    at = section["columns"].index(SAID)
    rows = {row[0]: row[at] for row in section["rows"]}
    assert (rows["Your balance"], rows["What you owed"]) == ("-US$80.00", "US$80.00")
    assert client.get(f"{path}/statement.pdf", query_string=DAYS).data.startswith(b"%PDF")
    said = Program(app, cast.ben).get("/api/v1/client-statement", **DAYS).json["spends"]
    moved = {
        (each["number"], each["of_debt"]): part["amount_minor"]
        for each in said
        for part in each["moved"]
        if part["what"] == "settled"
    }
    assert moved == {("Your balance", False): -8_000, ("What you owed", True): 8_000}


def test_the_file_says_it_in_two_rows_that_add_up(client, settled, cast):
    sign_in(client, cast.ada)
    path = f"/client-statements/{NORTHLAB}/statement.csv"
    rows = list(csv.DictReader(StringIO(client.get(path, query_string=DAYS).text)))
    minor = {
        row["order"]: int(row["amount_minor"])
        for row in rows
        if row["part"] == "spend" and row["what"] == "settled" and row["amount_minor"] != "0"
    }
    assert minor == {"Your balance": -8_000, "What you owed": 8_000}


def test_what_was_paid_beyond_a_debt_is_told_too(settled):
    """Two who pay at once: the second finds that nothing is owed any more."""
    owing = held(Kind.RECEIVABLE_CLIENT, NORTHLAB)
    with transaction() as session:
        funding = session.scalars(select(Funding).where(Funding.settles.is_(True))).one()
        cash = ours(Kind.STRIPE_AVAILABLE, "USD")
        line = Line(cash, owed_by(NORTHLAB, "USD"), usd(owing + 500), Purpose.FUND, funding.id)
        post(session, "beyond", [line])
        even_out(session, funding, "beyond")
    balance, debt = (each for each in spends() if each.order_id is None)
    assert (balance.moved[What.OVERPAID], debt.moved[What.OVERPAID]) == (500, -500)
    assert balance.after == held(Kind.CLIENT_BALANCE, NORTHLAB) == 7_500
    assert total().after == sum(by_hand(NORTHLAB, [ORDER]).values())


def test_a_debt_that_hides_in_the_balance_would_be_found(settled, monkeypatch):
    """Planted: as if both sides were the balance's, where they cancel out."""
    assert told()
    monkeypatch.setattr(movements, "_BETWEEN", frozenset())
    assert not told()
