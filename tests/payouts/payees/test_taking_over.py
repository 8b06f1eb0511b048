"""Somebody at an open browser, or at Stripe in another's name, wants the pay sent elsewhere."""

from datetime import timedelta

import pytest

from foundation import clock
from payouts.payees import reading
from payouts.payees.standing import State
from tests.cast import sign_in
from tests.payouts.payees.test_opening import account_of, open_account, state
from tests.payouts.payees.test_standing import account, notices
from tests.payouts.standing_in_for_stripe import hear, run

__all__ = ["account"]


def banks(at_stripe, account):
    return at_stripe.stripe.v1.accounts.external_accounts.list(account).data


def take_banks_away(at_stripe, account):
    for each in banks(at_stripe, account):
        at_stripe.stripe.v1.accounts.external_accounts.delete(account, each.id)


def add_bank(at_stripe, account):
    at_stripe.lever(f"accounts/{account}/complete", number="000111111116")


def told_of_changes(session, person):
    return notices(session, person).count("payee.method_changed")


def test_taking_the_bank_away_first_pauses_and_tells_all_the_same(
    session, cast, at_stripe, account
):
    take_banks_away(at_stripe, account)
    reading.read_own(actor=cast.omar.actor)
    assert not state(session, cast.omar).may_be_paid("USD")
    assert told_of_changes(session, cast.omar) == 1
    clock.move(timedelta(days=5))
    add_bank(at_stripe, account)
    reading.read_own(actor=cast.omar.actor)
    known = state(session, cast.omar)
    assert (known.state, known.may_be_paid("USD")) == (State.PAUSED, False)
    assert known.until - clock.now() == timedelta(hours=48)
    assert told_of_changes(session, cast.omar) == 2


@pytest.mark.parametrize("lever", ["close", "deauthorize"])
def test_a_new_account_after_one_that_was_paid_is_a_change_too(
    session, cast, at_stripe, account, lever
):
    at_stripe.lever(f"accounts/{account}/{lever}")
    run("payees.read_again")
    clock.move(timedelta(days=1))
    run("payees.read_again")
    assert not state(session, cast.omar).may_be_paid("USD")
    open_account(cast.omar)
    second = account_of(session, cast.omar)
    assert second != account
    clock.move(timedelta(days=3))
    add_bank(at_stripe, second)
    reading.read_own(actor=cast.omar.actor)
    assert state(session, cast.omar).state is State.PAUSED
    assert told_of_changes(session, cast.omar) == 1
    clock.move(timedelta(hours=48))
    hear()
    run("payees.read_again")
    assert state(session, cast.omar).state is State.READY


def test_no_way_to_stripe_goes_past_the_question_who_is_there(
    client, session, cast, at_stripe, account
):
    sign_in(client, cast.omar)
    clock.move(timedelta(minutes=30))
    for path, form in (("", {"country": "US"}), ("/go-on", {}), ("/change", {})):
        answer = client.post(f"/payouts/account{path}", data=form)
        assert answer.status_code == 303, path
        assert "/confirm" in answer.location, path
    take_banks_away(at_stripe, account)
    reading.read_own(actor=cast.omar.actor)
    assert "/confirm" in client.post("/payouts/account/go-on").location


def test_who_begins_is_not_asked_again_who_they_are(client, cast, at_stripe):
    sign_in(client, cast.omar)
    clock.move(timedelta(minutes=30))
    assert client.post("/payouts/account", data={"country": "US"}).status_code == 200
    assert client.post("/payouts/account/go-on").status_code == 200
