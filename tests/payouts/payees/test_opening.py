"""A performer opens an account at Stripe: once, whatever breaks on the way."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from foundation import clock
from foundation.notices.models import Notice
from payouts.intents.models import Intent, IntentContent, IntentOutcome, Result
from payouts.payees import actions, opening, queries
from payouts.payees.errors import AccountGone, CountryNotServed, NoAccountYet
from payouts.payees.models import Payee, Standing
from payouts.payees.opening import Ways
from payouts.payees.standing import State
from payouts.stripe_gateway.errors import StripeUnavailable
from tests.cast import sign_in
from tests.databases.crowd import at_once
from tests.payouts.standing_in_for_stripe import hear, run

WAYS = Ways("http://127.0.0.1/payouts/account/returned", "http://127.0.0.1/payouts/account/again")


def open_account(person, country="US"):
    return opening.open_account(country, WAYS, actor=person.actor)


def state(session, person):
    session.rollback()
    return queries.payee_state(session, person.id)


def account_of(session, person):
    session.rollback()
    return session.get_one(Payee, person.id).stripe_account


def accounts_there(at_stripe):
    return at_stripe.stripe.v2.core.accounts.list({}).data


def test_from_nothing_to_being_paid_by_hand_in_a_browser(client, session, cast, at_stripe):
    sign_in(client, cast.omar)
    assert "You have not said yet where your pay should go" in client.get("/payouts/account").text
    leaving = client.post("/payouts/account", data={"country": "US"}).text
    link = re.search(r'href="(http://[^"]+/onboarding/[^"]+)"', leaving)[1]
    page = at_stripe.page(link)
    assert page.status == 200
    at_stripe.lever(f"accounts/{account_of(session, cast.omar)}/complete")
    back = client.get("/payouts/account/returned", follow_redirects=True).text
    assert "You can be paid." in back
    assert "To your account or card in USD" in back
    known = state(session, cast.omar)
    assert known.state is State.READY
    assert known.may_be_paid("USD")


def test_who_left_half_way_reads_what_is_missing(client, session, cast, at_stripe):
    sign_in(client, cast.omar)
    client.post("/payouts/account", data={"country": "US"})
    back = client.get("/payouts/account/returned", follow_redirects=True).text
    assert "The bank account or card that you want to be paid to" in back
    assert "Go on at Stripe" in back
    assert not state(session, cast.omar).may_be_paid("USD")


def test_who_told_stripe_half_of_it_has_begun_and_nothing_was_stopped(
    client, session, cast, at_stripe
):
    sign_in(client, cast.omar)
    leaving = client.post("/payouts/account", data={"country": "US"}).text
    link = re.search(r'href="(http://[^"]+/onboarding/[^"]+)"', leaving)[1]
    visit = re.search(r'name="visit" value="([^"]+)"', at_stripe.page(link).text)[1]
    typed = {"name": "Omar", "country": "US", "number": "000123456789", "ends": "half"}
    at_stripe.page(link, visit=visit, **typed)
    back = client.get("/payouts/account/returned", follow_redirects=True).text
    assert "You have begun to say where your pay should go." in back
    assert "The bank account or card that you want to be paid to" in back
    assert state(session, cast.omar).state is State.STARTED
    told = session.scalars(select(Notice.kind).where(Notice.account_id == cast.omar.id)).all()
    assert told == []


def test_an_old_way_leads_back_to_a_new_one(client, cast, at_stripe):
    sign_in(client, cast.omar)
    client.post("/payouts/account", data={"country": "US"})
    again = client.get("/payouts/account/again", follow_redirects=True).text
    assert "Take a new one here" in again
    first, second = (client.post("/payouts/account/go-on").text for _ in range(2))
    links = [re.search(r"/onboarding/[^\"]+", each)[0] for each in (first, second)]
    assert links[0] != links[1]


@pytest.mark.usefixtures("each_database")
def test_asked_ten_times_there_is_one_account(session, cast, at_stripe):
    for _ in range(10):
        open_account(cast.omar)
    assert len(accounts_there(at_stripe)) == 1
    assert len(session.scalars(select(Intent)).all()) == 1


@pytest.mark.usefixtures("each_database")
def test_of_four_first_clicks_at_once_there_is_one_request(app, session, cast, at_stripe):
    planned = at_once(app, 4, lambda _: actions.plan_account("US", actor=cast.omar.actor))
    assert {getattr(each, "key", each) for each in planned} == {f"account:{cast.omar.id}:1"}
    assert len(session.scalars(select(Intent)).all()) == 1


@pytest.mark.parametrize("mode", ["drop_before", "drop_after_commit", "500", "409"])
def test_whatever_breaks_there_is_one_account_in_the_end(session, cast, at_stripe, mode):
    at_stripe.lever("fail_next", mode=mode, path="/v2/core/accounts", count=3)
    with pytest.raises(StripeUnavailable):
        open_account(cast.omar)
    assert state(session, cast.omar).state is State.STARTED
    open_account(cast.omar)
    assert len(accounts_there(at_stripe)) == 1
    assert account_of(session, cast.omar) == accounts_there(at_stripe)[0].id
    assert session.scalars(select(IntentOutcome.result)).all()[-1] is Result.DONE


def test_a_refusal_after_no_answer_is_no_reason_for_a_second(session, cast, at_stripe, monkeypatch):
    """It was made, and nobody heard; then our key is not taken for a while."""
    at_stripe.lever("fail_next", mode="drop_after_commit", path="/v2/core/accounts", count=3)
    with pytest.raises(StripeUnavailable):
        open_account(cast.omar)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("payouts.sandbox.answering._TEST_KEY", re.compile("another"))
        with pytest.raises(StripeUnavailable):
            open_account(cast.omar)
    open_account(cast.omar)
    assert len(accounts_there(at_stripe)) == 1


def test_a_day_later_with_the_key_forgotten_it_is_looked_up(session, cast, at_stripe):
    at_stripe.lever("fail_next", mode="drop_after_commit", path="/v2/core/accounts", count=3)
    with pytest.raises(StripeUnavailable):
        open_account(cast.omar)
    at_stripe.lever("prune_idempotency")
    clock.move(timedelta(hours=30))
    open_account(cast.omar)
    assert [each.id for each in accounts_there(at_stripe)] == [account_of(session, cast.omar)]


def test_without_looking_it_up_there_would_be_two(session, cast, at_stripe, monkeypatch):
    """The planted fault that the test above must catch."""
    monkeypatch.setattr("payouts.intents.steps.KEY_LASTS", timedelta(days=99))
    at_stripe.lever("fail_next", mode="drop_after_commit", path="/v2/core/accounts", count=3)
    with pytest.raises(StripeUnavailable):
        open_account(cast.omar)
    at_stripe.lever("prune_idempotency")
    clock.move(timedelta(hours=30))
    open_account(cast.omar)
    assert len(accounts_there(at_stripe)) == 2


def test_looked_up_and_not_there_it_is_asked_for_anew(session, cast, at_stripe):
    at_stripe.lever("fail_next", mode="drop_before", path="/v2/core/accounts", count=3)
    with pytest.raises(StripeUnavailable):
        open_account(cast.omar)
    clock.move(timedelta(hours=30))
    open_account(cast.omar)
    assert len(accounts_there(at_stripe)) == 1
    assert [each.n for each in session.scalars(select(Intent).order_by(Intent.n))] == [1, 2]


def test_names_are_gone_once_it_is_certain_what_came_of_it(session, cast, at_stripe):
    open_account(cast.omar)
    assert session.scalars(select(IntentContent)).all() == []
    for table in ("payouts_intent", "payouts_intent_outcome", "payouts_payee"):
        assert cast.omar.email not in str(session.execute(text(f"SELECT * FROM {table}")).all())


def test_stripe_pays_nothing_out_by_itself(session, cast, at_stripe):
    open_account(cast.omar)
    account = account_of(session, cast.omar)
    settings = at_stripe.stripe.v1.balance_settings.retrieve({}, {"stripe_account": account})
    assert settings.payments.payouts.schedule.interval == "manual"
    assert session.get_one(Payee, cast.omar.id).manual


def test_who_closed_the_account_opens_another(session, cast, at_stripe):
    open_account(cast.omar)
    first = account_of(session, cast.omar)
    at_stripe.lever(f"accounts/{first}/close")
    hear()
    assert state(session, cast.omar).state is State.CLOSED
    with pytest.raises(AccountGone):
        opening.go_on(WAYS, actor=cast.omar.actor)
    open_account(cast.omar)
    second = account_of(session, cast.omar)
    assert second != first
    at_stripe.lever(f"accounts/{second}/complete")
    run("payees.read_again")
    hear()
    assert state(session, cast.omar).state is State.READY


def test_a_country_that_is_not_served_is_said_at_its_field(client, cast, at_stripe):
    sign_in(client, cast.omar)
    answer = client.post("/payouts/account", data={"country": "XX"})
    assert answer.status_code == 422
    assert "Choose a country from the list" in answer.text
    with pytest.raises(CountryNotServed):
        open_account(cast.omar, "xx")


def test_without_an_account_there_is_no_way_to_one(cast, at_stripe):
    with pytest.raises(NoAccountYet):
        opening.go_on(WAYS, actor=cast.omar.actor)


def test_without_stripe_the_page_says_that_nothing_is_lost(client, session, cast, at_stripe):
    sign_in(client, cast.omar)
    at_stripe.lever("fail_next", mode="500", path="/v2/core/accounts", count=3)
    answer = client.post("/payouts/account", data={"country": "US"})
    assert answer.status_code == 503
    assert "Nothing is lost" in answer.text
    assert session.get_one(Payee, cast.omar.id).standing is Standing.UNMADE
    assert client.post("/payouts/account", data={"country": "US"}).status_code == 200
