"""What is there, promised and free, as its client and finance see it. Nobody confirms money by
hand: it counts when the journal has it."""

from uuid import uuid4

import pytest

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from marketplace.budgets import queries, steps
from marketplace.budgets.errors import BudgetNotFound
from tests.cast import NORTHLAB, sign_in
from tests.marketplace.market import approved, money

pytestmark = pytest.mark.usefixtures("session")
NEEDED = 171_000 + 25_650


def paid_in(order_id, amount):
    """Through the door, as payouts does it in the transaction that posts the money."""
    with transaction() as session:
        steps.confirm(session, order_id, money(amount), cause="test", actor=SYSTEM)


def promised(order_id, amount):
    with transaction() as session:
        steps.commit(session, order_id, money(amount), kind="offer", cause_id=uuid4())


def waits_for(person) -> list[str]:
    db.session.rollback()
    return [each.label for each in queries.waiting_for(db.session(), person.actor)]


def test_what_an_approved_request_costs_is_asked_for(cast):
    order_id = approved(cast.ben, cast.cora)
    (asked,) = queries.missing_money(db.session())
    assert asked.missing == money(NEEDED)
    assert queries.missing_money(db.session(), NORTHLAB) == [asked]
    assert queries.missing_money(db.session(), uuid4()) == []
    paid_in(order_id, NEEDED)
    assert queries.missing_money(db.session()) == []


def test_its_client_is_asked_and_finance_is_not(cast):
    order_id = approved(cast.ben, cast.cora)
    (asked,) = waits_for(cast.ada)
    assert asked.startswith("Set money aside for SR-")
    assert waits_for(cast.fay) == waits_for(cast.vera) == waits_for(cast.rolf) == []
    paid_in(order_id, NEEDED)
    assert waits_for(cast.ada) == []


@pytest.mark.parametrize("way", ["confirmations", "returns"])
def test_there_is_no_way_by_hand(cast, client, way):
    order_id = approved(cast.ben, cast.cora)
    sign_in(client, cast.fay)
    page = client.get(f"/budgets/{order_id}").text
    assert "They count by themselves once the client has paid." in page
    assert "Confirm" not in page
    said = {"amount": "1966.50", "reference": "Wire 7"}
    assert client.post(f"/budgets/{order_id}/{way}", data=said).status_code == 404
    db.session.rollback()
    assert steps.budget_of(db.session(), order_id).confirmed == money(0)


def test_finance_sees_which_orders_wait(cast, client):
    order_id = approved(cast.ben, cast.cora)
    sign_in(client, cast.fay)
    assert f"/budgets/{order_id}" in client.get("/budgets").text
    paid_in(order_id, NEEDED)
    assert "All that it may cost is here." in client.get(f"/budgets/{order_id}").text


def test_a_rival_sees_no_budget(cast):
    order_id = approved(cast.ben, cast.cora)
    with pytest.raises(BudgetNotFound):
        queries.visible(db.session(), order_id, cast.rolf.actor)


def test_the_client_reads_its_promises(cast, client):
    order_id = approved(cast.ben, cast.cora)
    paid_in(order_id, 10_000)
    promised(order_id, 8_000)
    sign_in(client, cast.vera)
    assert "€80.00" in client.get(f"/budgets/{order_id}").text


def test_a_client_reads_no_number_of_the_banks_where_its_money_came_in(client, cast):
    order_id = approved(cast.ben, cast.cora)
    with transaction() as session:
        steps.confirm(session, order_id, money(100), cause="payment pi_0815", actor=SYSTEM)
    sign_in(client, cast.ada)
    page = client.get(f"/budgets/{order_id}").text
    assert "Paid in" in page
    assert "pi_0815" not in page
    sign_in(client, cast.fay)
    assert "pi_0815" in client.get(f"/budgets/{order_id}").text
