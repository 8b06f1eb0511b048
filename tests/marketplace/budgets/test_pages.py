"""Finance confirms by hand; the client sees what is there, promised and free."""

from uuid import uuid4

import pytest

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.notices import queries as notices
from marketplace.budgets import actions, queries, steps
from marketplace.budgets.errors import BudgetNotFound
from tests.cast import sign_in
from tests.marketplace.market import approved, money

pytestmark = pytest.mark.usefixtures("session")


def confirmed(order_id):
    db.session.rollback()
    return steps.budget_of(db.session(), order_id).confirmed


def post(client, order_id, to="confirmations", **said):
    return client.post(f"/budgets/{order_id}/{to}", data=said)


def test_what_an_approved_request_costs_is_asked_for(cast):
    order_id = approved(cast.ben, cast.cora)
    (asked,) = queries.to_confirm(db.session())
    assert asked.missing == money(171_000 + 25_650)
    steps_of(order_id, 171_000 + 25_650)
    assert queries.to_confirm(db.session()) == []


def steps_of(order_id, amount):
    with transaction() as session:
        steps.confirm(session, order_id, money(amount), cause="test", actor=SYSTEM)


@pytest.mark.usefixtures("each_database")
def test_the_same_reference_twice_counts_once(cast):
    order_id = approved(cast.ben, cast.cora)
    assert actions.confirm_budget(order_id, 50_000, "Wire 1", actor=cast.fay.actor)
    assert not actions.confirm_budget(order_id, 50_000, "Wire 1", actor=cast.fay.actor)
    assert confirmed(order_id) == money(50_000)
    kinds = [each.kind for each in notices.page(db.session(), cast.ada.id, only_unread=True).items]
    assert kinds.count("budget.confirmed") == 1


def test_a_client_confirms_nothing(cast):
    order_id = approved(cast.ben, cast.cora)
    with pytest.raises(NotPermitted):
        actions.confirm_budget(order_id, 50_000, "Wire 1", actor=cast.ada.actor)
    with pytest.raises(NotPermitted):
        actions.give_back(order_id, 50_000, "Wire 1", actor=cast.cora.actor)


def test_a_rival_sees_no_budget(cast):
    order_id = approved(cast.ben, cast.cora)
    with pytest.raises(BudgetNotFound):
        queries.visible(db.session(), order_id, cast.rolf.actor)


def test_an_amount_is_confirmed_on_the_page(cast, client):
    order_id = approved(cast.ben, cast.cora)
    sign_in(client, cast.fay)
    assert post(client, order_id, amount="1966.50", reference="Wire 7").status_code == 302
    assert confirmed(order_id) == money(196_650)
    assert "All that it may cost is confirmed" in client.get(f"/budgets/{order_id}").text


@pytest.mark.parametrize(
    "said",
    [
        {"amount": "a lot", "reference": "Wire 7"},
        {"amount": "0", "reference": "Wire 7"},
        {"amount": "1.005", "reference": "Wire 7"},
        {"amount": "NaN", "reference": "Wire 7"},
        {"amount": "10", "reference": ""},
        {"amount": "10", "reference": "<b>"},
    ],
)
def test_bad_input_is_said_at_the_field_and_kept(cast, client, said):
    order_id = approved(cast.ben, cast.cora)
    sign_in(client, cast.fay)
    answer = post(client, order_id, **said)
    assert answer.status_code == 422
    assert 'class="field wrong"' in answer.text
    assert f'value="{said["amount"]}"' in answer.text
    assert confirmed(order_id) == money(0)


def test_only_what_is_free_is_given_back(cast, client):
    order_id = approved(cast.ben, cast.cora)
    steps_of(order_id, 10_000)
    with transaction() as session:
        steps.commit(session, order_id, money(8_000), kind="offer", cause_id=uuid4())
    sign_in(client, cast.fay)
    refused = post(client, order_id, "returns", amount="20.01", reference="Back 1")
    assert refused.status_code == 409
    assert "Only €20.00 are free" in refused.text
    assert post(client, order_id, "returns", amount="20", reference="Back 1").status_code == 302
    assert confirmed(order_id) == money(8_000)


def test_the_client_reads_its_promises_and_has_no_form(cast, client):
    order_id = approved(cast.ben, cast.cora)
    steps_of(order_id, 10_000)
    with transaction() as session:
        steps.commit(session, order_id, money(8_000), kind="offer", cause_id=uuid4())
    sign_in(client, cast.vera)
    page = client.get(f"/budgets/{order_id}").text
    assert "€80.00" in page
    assert "Confirm an amount" not in page
