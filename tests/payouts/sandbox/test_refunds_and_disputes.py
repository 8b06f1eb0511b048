"""Money that goes back to clients: because we say so, or because their bank does."""

import pytest
import stripe


@pytest.fixture
def api(visitor):
    return visitor.stripe.v1


def paid(api, amount=10_000, method="pm_card_bypassPending"):
    given = {"currency": "usd", "confirm": True, "payment_method": method}
    return api.payment_intents.create({"amount": amount, **given})


def test_a_refund_takes_the_amount_and_stripe_keeps_its_fee(visitor, api):
    intent = paid(api)
    visitor.fund(1000)
    made = api.refunds.create({"payment_intent": intent.id})
    assert (made.status, made.amount) == ("succeeded", 10_000)
    assert visitor.available() == 1000 - 320
    charge = api.charges.retrieve(intent.latest_charge)
    assert (charge.refunded, charge.amount_refunded) == (True, 10_000)
    assert visitor.told()[-1] == "charge.refunded"


def test_parts_are_refunded_up_to_the_whole(api, visitor):
    visitor.fund(1000)
    intent = paid(api)
    for amount in (4000, 6000):
        api.refunds.create({"charge": intent.latest_charge, "amount": amount})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        api.refunds.create({"charge": intent.latest_charge, "amount": 1})
    assert refused.value.error.code == "charge_already_refunded"
    assert len(api.refunds.list({"payment_intent": intent.id}).data) == 2


def test_more_than_was_paid_is_not_refunded(api, visitor):
    intent = paid(api)
    with pytest.raises(stripe.InvalidRequestError):
        api.refunds.create({"charge": intent.latest_charge, "amount": 10_001})


def test_a_refund_of_pending_funds_comes_from_them(visitor, api):
    intent = paid(api, method="pm_card_visa")
    assert api.refunds.create({"payment_intent": intent.id}).status == "succeeded"
    assert (visitor.available(), visitor.pending()) == (0, -320)


def test_a_refund_waits_for_money(visitor, api):
    intent = paid(api)
    made = api.refunds.create({"payment_intent": intent.id})
    assert (made.status, made.pending_reason) == ("pending", "insufficient_funds")
    visitor.fund(1000)
    visitor.days(1)
    assert api.refunds.retrieve(made.id).status == "succeeded"
    assert visitor.told()[-1] == "refund.updated"


def test_a_waiting_refund_can_be_called_off(visitor, api):
    intent = paid(api)
    made = api.refunds.create({"payment_intent": intent.id})
    assert api.refunds.cancel(made.id).status == "canceled"
    visitor.fund(1000)
    visitor.days(2)
    assert visitor.available() == 10_000 - 320 + 1000
    assert api.charges.retrieve(intent.latest_charge).amount_refunded == 0


def test_a_refund_can_fail_later_and_the_money_is_back(visitor, api):
    intent = paid(api, method="pm_card_refundFail")
    visitor.days(3)
    visitor.fund(1000)
    before = visitor.available()
    made = api.refunds.create({"payment_intent": intent.id})
    visitor.days(1)
    failed = api.refunds.retrieve(made.id)
    assert (failed.status, failed.failure_reason) == ("failed", "expired_or_canceled_card")
    assert visitor.available() == before
    assert "refund.failed" in visitor.told()


def test_a_dispute_takes_the_amount_and_a_fee(visitor, api):
    intent = paid(api)
    made = visitor.lever("disputes", charge=intent.latest_charge, reason="product_not_received")
    shown = api.disputes.retrieve(made["id"])
    assert (shown.status, shown.reason) == ("needs_response", "product_not_received")
    assert [(each.amount, each.fee) for each in shown.balance_transactions] == [(-10_000, 1500)]
    assert visitor.available() == -320 - 1500
    assert visitor.told()[-2:] == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]


def test_one_card_is_disputed_a_day_later(visitor, api):
    intent = paid(api, method="pm_card_createDispute")
    assert api.disputes.list({"payment_intent": intent.id}).data == []
    visitor.days(1)
    assert len(api.disputes.list({"payment_intent": intent.id}).data) == 1


@pytest.mark.parametrize(
    ("evidence", "ends", "back"),
    [("winning_evidence", "won", 10_000), ("losing_evidence", "lost", 0)],
)
def test_evidence_decides(visitor, api, evidence, ends, back):
    made = visitor.lever("disputes", charge=paid(api).latest_charge)
    before = visitor.available()
    decided = api.disputes.update(made["id"], {"evidence": {"uncategorized_text": evidence}})
    assert decided.status == ends
    assert visitor.available() == before + back
    assert visitor.told()[-1] == "charge.dispute.closed"


def test_other_evidence_is_looked_at_until_somebody_decides(visitor, api):
    made = visitor.lever("disputes", charge=paid(api).latest_charge)
    shown = api.disputes.update(made["id"], {"evidence": {"uncategorized_text": "a letter"}})
    assert shown.status == "under_review"
    visitor.lever(f"disputes/{made['id']}/win")
    assert api.disputes.retrieve(made["id"]).status == "won"


def test_a_dispute_can_be_given_up_once(visitor, api):
    made = visitor.lever("disputes", charge=paid(api).latest_charge)
    assert api.disputes.close(made["id"]).status == "lost"
    with pytest.raises(stripe.InvalidRequestError):
        api.disputes.close(made["id"])


def test_what_is_disputed_is_not_refunded_too(visitor, api):
    intent = paid(api)
    visitor.lever("disputes", charge=intent.latest_charge)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        api.refunds.create({"payment_intent": intent.id})
    assert refused.value.error.code == "charge_disputed"
