"""What Stripe told and we did not hear is found; what it sends over real HTTP is believed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock
from payouts.payees import opening, queries
from payouts.payees.models import Payee
from payouts.payees.opening import Ways
from payouts.payees.standing import State
from payouts.webhooks.models import EventSweep, FoundBy, StripeEvent
from tests.payouts.standing_in_for_stripe import at_stripe, run

__all__ = ["at_stripe"]
WAYS = Ways("http://127.0.0.1/back", "http://127.0.0.1/again")


@pytest.fixture
def account(session, cast, at_stripe):
    opening.open_account("US", WAYS, actor=cast.omar.actor)
    session.rollback()
    return session.get_one(Payee, cast.omar.id).stripe_account


def test_what_nobody_told_us_is_found_and_handled(session, cast, at_stripe, account):
    at_stripe.lever(f"accounts/{account}/complete")
    run("stripe_events.sweep")
    session.rollback()
    found = session.scalars(select(StripeEvent)).all()
    assert {each.found_by for each in found} == {FoundBy.SWEEP}
    assert any(each.about == account for each in found)
    run("stripe_events.handle")
    session.rollback()
    assert queries.payee_state(session, cast.omar.id).state is State.READY


def test_the_next_one_finds_only_what_is_new(session, cast, at_stripe, account):
    at_stripe.lever(f"accounts/{account}/complete")
    run("stripe_events.sweep")
    clock.move(timedelta(days=1))
    run("stripe_events.sweep")
    session.rollback()
    sweeps = session.scalars(select(EventSweep).order_by(EventSweep.began_at)).all()
    assert sweeps[0].found > 0
    assert sweeps[1].found == 0
    assert sweeps[1].since == sweeps[0].began_at - timedelta(days=3)


def test_where_nothing_was_asked_nobody_is_called(session, app):
    run("stripe_events.sweep")
    session.rollback()
    assert session.scalars(select(EventSweep)).all() == []


def test_when_stripe_fails_half_way_the_next_sweep_goes_back_as_far(
    session, cast, at_stripe, account
):
    at_stripe.lever("fail_next", mode="500", path="/v2/core/events", count=3)
    run("stripe_events.sweep")
    session.rollback()
    assert session.scalars(select(EventSweep)).all() == []
    run("stripe_events.sweep")
    session.rollback()
    assert session.scalars(select(EventSweep)).one().since < clock.now() - timedelta(days=20)
