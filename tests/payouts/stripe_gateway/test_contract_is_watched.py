"""The contract is held in every test: planted faults on either side are seen."""

from dataclasses import replace

from foundation.money import Money
from payouts.stripe_gateway import transfers
from tests.payouts.stripe_gateway.answers import made
from tests.payouts.stripe_gateway.scripted import Line

MOVE = transfers.prepare(
    Money(4200, "USD"), destination="acct_1", group="payout_1", metadata={"payout_id": "1"}
)
ANSWER = made("transfer", id="tr_1", amount=4200, currency="usd", created=1)


def test_a_parameter_with_a_wrong_name_is_seen(stripe, server, contract_faults):
    wrong = {**MOVE.parameters, "transfer_groups": "payout_1"}
    server.says(Line(200, ANSWER))
    transfers.send(stripe, replace(MOVE, parameters=wrong), key="k")
    assert contract_faults.take() == ["POST /v1/transfers: transfer_groups: unknown parameter"]


def test_an_answer_without_what_it_must_have_is_seen(stripe, server, contract_faults):
    server.says(Line(200, {name: ANSWER[name] for name in ANSWER if name != "reversals"}))
    transfers.send(stripe, MOVE, key="k")
    assert contract_faults.take() == ["POST /v1/transfers answered: reversals: missing"]


def test_what_is_right_is_not_complained_of(stripe, server, contract_faults):
    server.says(Line(200, ANSWER))
    transfers.send(stripe, MOVE, key="k")
    assert contract_faults.take() == []
