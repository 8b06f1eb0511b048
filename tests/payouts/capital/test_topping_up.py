"""Our own money goes to Stripe once, two people stand for much of it, and the books say what
Stripe's balance says."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from foundation import clock, hooks
from foundation.database import db, transaction
from foundation.money import Money
from foundation.notices.models import Notice
from payouts.capital import actions, asking, reading, steps
from payouts.capital.errors import CannotBeCanceled, NotPaidIn, NotProposed, SamePerson
from payouts.capital.models import OwnTopUp, OwnTopUpState
from payouts.journal.chart import Kind
from payouts.stripe_gateway.errors import StripeUnavailable
from tests.cast import sign_in
from tests.payouts.funding.paying import books_fit, held, usd
from tests.payouts.standing_in_for_stripe import hear, run

pytestmark = pytest.mark.usefixtures("session")
WHY = "Friday's run."
MUCH = 1_000_001


def row() -> OwnTopUp:
    db.session.rollback()
    return db.session().scalars(select(OwnTopUp)).one()


def there(at_stripe):
    return at_stripe.stripe.v1.topups.list({}).data


def asked(cast, minor=50_000):
    return asking.propose(usd(minor), WHY, actor=cast.fay.actor)


def arrived(cast, at_stripe):
    asked(cast)
    at_stripe.lever(f"topups/{row().stripe_id}/succeed")
    hear()


def test_it_is_capital_once_stripes_balance_shows_it(cast, at_stripe):
    asked(cast)
    assert row().state is OwnTopUpState.PENDING
    assert held(Kind.CAPITAL) == 0
    at_stripe.lever(f"topups/{row().stripe_id}/succeed")
    hear()
    assert row().state is OwnTopUpState.SUCCEEDED
    assert held(Kind.CAPITAL) == held(Kind.STRIPE_AVAILABLE) == 50_000
    assert books_fit(at_stripe)


@pytest.mark.usefixtures("each_database")
def test_however_often_it_is_read_it_counts_once(cast, at_stripe):
    arrived(cast, at_stripe)
    for _ in range(2):
        hear()
        reading.read_again(row().id)
        run("own_top_ups.read_again")
    assert held(Kind.CAPITAL) == 50_000


def test_nobody_has_to_tell_us(cast, at_stripe):
    asked(cast)
    at_stripe.lever("webhooks/pause")
    at_stripe.days(4)
    run("own_top_ups.read_again")
    assert row().state is OwnTopUpState.SUCCEEDED
    assert books_fit(at_stripe)


def test_above_the_limit_two_people_stand_for_it(cast, at_stripe):
    top_up_id = asked(cast, MUCH)
    assert row().state is OwnTopUpState.PROPOSED
    assert there(at_stripe) == []
    with pytest.raises(SamePerson):
        asking.approve(top_up_id, actor=cast.fay.actor)
    assert "Approve a top-up of US$10,000.01, or not" in [
        each.label for each in hooks.waiting(db.session(), cast.admin.actor)
    ]
    asking.approve(top_up_id, actor=cast.admin.actor)
    assert [each.amount for each in there(at_stripe)] == [MUCH]
    with pytest.raises(NotProposed):
        asking.approve(top_up_id, actor=cast.admin.actor)


@pytest.mark.parametrize("by", ["nobody", "the_same"])
def test_the_database_wants_two_people_too(cast, at_stripe, by):
    asked(cast, MUCH)
    with pytest.raises(IntegrityError), transaction() as session:
        found = session.get_one(OwnTopUp, row().id)
        found.state = OwnTopUpState.ASKED
        found.approved_by = None if by == "nobody" else cast.fay.id
        session.flush()


def test_what_is_proposed_can_be_dropped(cast, at_stripe):
    top_up_id = asked(cast, MUCH)
    actions.drop(top_up_id, actor=cast.fay.actor)
    assert row().state is OwnTopUpState.DROPPED
    with pytest.raises(NotProposed):
        asking.approve(top_up_id, actor=cast.admin.actor)
    assert there(at_stripe) == []


@pytest.mark.parametrize("mode", ["drop_after_commit", "drop_before"])
def test_whatever_breaks_our_bank_is_asked_once(cast, at_stripe, mode):
    at_stripe.lever("fail_next", mode=mode, path="/v1/topups", count=3)
    with pytest.raises(StripeUnavailable):
        asked(cast)
    assert row().state is OwnTopUpState.ASKED
    run("own_top_ups.finish")
    assert [each.amount for each in there(at_stripe)] == [50_000]
    assert row().stripe_id == there(at_stripe)[0].id


@pytest.mark.parametrize(
    ("mode", "state"),
    [("drop_after_commit", OwnTopUpState.SUCCEEDED), ("drop_before", OwnTopUpState.REFUSED)],
)
def test_a_day_later_it_is_looked_up(cast, at_stripe, mode, state):
    at_stripe.lever("fail_next", mode=mode, path="/v1/topups", count=3)
    with pytest.raises(StripeUnavailable):
        asked(cast)
    at_stripe.lever("prune_idempotency")
    clock.move(timedelta(hours=30))
    run("own_top_ups.finish")
    assert row().state is state
    assert len(there(at_stripe)) == (1 if state is OwnTopUpState.SUCCEEDED else 0)


def test_what_fails_moves_nothing_and_is_told(session, cast, at_stripe):
    asked(cast)
    at_stripe.lever(f"topups/{row().stripe_id}/fail")
    hear()
    assert (row().state, row().failure) == (OwnTopUpState.FAILED, "insufficient_funds")
    assert held(Kind.CAPITAL) == 0
    told = session.scalars(select(Notice.kind).where(Notice.account_id == cast.fay.id)).all()
    assert "own_top_up.failed" in told


def test_what_our_bank_takes_back_leaves_the_books_too(cast, at_stripe):
    arrived(cast, at_stripe)
    at_stripe.lever(f"topups/{row().stripe_id}/reverse")
    hear()
    assert row().state is OwnTopUpState.REVERSED
    assert held(Kind.CAPITAL) == held(Kind.STRIPE_AVAILABLE) == 0
    assert books_fit(at_stripe)


def test_a_posting_that_is_lost_is_seen(cast, at_stripe, monkeypatch):
    monkeypatch.setattr(steps, "_post", lambda *_: None)
    arrived(cast, at_stripe)
    assert not books_fit(at_stripe)


def test_what_differs_from_what_was_asked_is_not_posted(cast, at_stripe):
    asked(cast)
    with transaction() as session:
        session.get_one(OwnTopUp, row().id).amount_minor = 49_999
    at_stripe.lever(f"topups/{row().stripe_id}/succeed")
    hear()
    assert held(Kind.CAPITAL) == 0
    assert row().state is OwnTopUpState.PENDING


def test_by_its_pages(client, cast, at_stripe):
    sign_in(client, cast.fay)
    assert "No top-up yet" in client.get("/finance/top-ups").text
    wrong = client.post("/finance/top-ups", data={"amount": "500", "currency": "USD"})
    assert wrong.status_code == 422
    assert "what it is for" in wrong.text
    form = {"amount": "500", "currency": "USD", "because": WHY}
    page = client.post("/finance/top-ups", data=form, follow_redirects=True).text
    assert "On its way from our bank" in page
    path = f"/finance/top-ups/{row().id}"
    assert "Cancelled" in client.post(f"{path}/cancelling", follow_redirects=True).text
    assert there(at_stripe)[0].status == "canceled"
    assert client.post(f"{path}/cancelling").status_code == 409
    assert WHY.replace("'", "&#39;") in client.get("/finance/top-ups").text


def test_what_arrived_cannot_be_canceled(cast, at_stripe):
    arrived(cast, at_stripe)
    with pytest.raises(CannotBeCanceled):
        asking.cancel(row().id, actor=cast.fay.actor)


def test_only_where_somebody_is_paid(cast, at_stripe):
    with pytest.raises(NotPaidIn):
        actions.propose(Money(100, "XAF"), WHY, actor=cast.fay.actor)
