"""How it stands with an account, as Stripe tells it: in any order, and what performers hear."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from foundation import clock
from foundation.database import transaction
from foundation.mail.models import MailBody
from foundation.notices.models import Notice
from marketplace.accounts.mail_change.models import MailChange
from payouts.payees import queries, reading
from payouts.payees.actions import take_in
from payouts.payees.models import Payee, Standing
from payouts.payees.standing import State, state_of
from payouts.stripe_gateway.making import stripe
from payouts.webhooks.handling import Told
from tests.cast import sign_in
from tests.payouts.earnings.earned import earned
from tests.payouts.payees.test_opening import account_of, open_account, state
from tests.payouts.standing_in_for_stripe import hear, run


@pytest.fixture
def account(session, cast, at_stripe):
    """Omar's, who can be paid."""
    open_account(cast.omar)
    found = account_of(session, cast.omar)
    at_stripe.lever(f"accounts/{found}/complete")
    hear()
    assert state(session, cast.omar).state is State.READY
    return found


def notices(session, person):
    session.rollback()
    of = select(Notice.kind).where(Notice.account_id == person.id)
    return sorted(kind for kind in session.scalars(of) if kind.startswith("payee."))


def test_who_can_be_paid_is_told_once(session, cast, account):
    run("payees.read_again")
    hear()
    assert notices(session, cast.omar) == ["payee.ready"]


def test_something_is_due_and_payments_go_on(client, session, cast, at_stripe, account):
    at_stripe.lever(f"accounts/{account}/require", what="identity.individual.address")
    hear()
    known = state(session, cast.omar)
    assert (known.state, known.may_be_paid("USD")) == (State.NEEDS, True)
    assert known.due_at is not None
    sign_in(client, cast.omar)
    assert "Your postal address" in client.get("/payouts/account").text
    hear()
    run("payees.read_again")
    assert notices(session, cast.omar) == ["payee.needs", "payee.ready"]  # Once.


def test_past_due_stops_payments_and_says_what_is_missing(
    client, session, cast, at_stripe, account
):
    at_stripe.lever(
        f"accounts/{account}/require", what="identity.individual.date_of_birth", past_due=True
    )
    hear()
    known = state(session, cast.omar)
    assert (known.state, known.may_be_paid("USD")) == (State.RESTRICTED, False)
    assert notices(session, cast.omar) == ["payee.ready", "payee.restricted"]
    said = session.scalars(select(Notice.text).where(Notice.kind == "payee.restricted")).one()
    assert said.startswith("Stripe has stopped payments to you. It needs of you: your date of bi")
    sign_in(client, cast.omar)
    page = client.get("/payouts/account").text
    assert "Your date of birth" in page
    assert "stays owed to you" in page


@pytest.mark.parametrize(
    ("lever", "expected"),
    [
        ("restrict", State.RESTRICTED),
        ("close", State.CLOSED),
        ("deauthorize", State.DEAUTHORISED),
    ],
)
def test_an_account_that_is_lost_is_told_and_not_paid(
    session, cast, at_stripe, account, lever, expected
):
    at_stripe.lever(f"accounts/{account}/{lever}")
    clock.move(timedelta(days=1))
    run("payees.read_again")
    known = state(session, cast.omar)
    assert (known.state, known.may_be_paid("USD")) == (expected, False)
    assert len(notices(session, cast.omar)) == 2


def test_deauthorised_is_heard_from_the_message_too(session, cast, at_stripe, account):
    at_stripe.lever(f"accounts/{account}/deauthorize")
    step = reading.read_told(Told("account.application.deauthorized", "ca_1", account))
    with transaction() as writing:
        assert step(writing) == "deauthorised"


def test_a_new_bank_pauses_new_payouts_for_two_days_and_tells(session, cast, at_stripe, account):
    at_stripe.lever(f"accounts/{account}/complete", number="000111111116")
    reading.read_own(actor=cast.omar.actor)
    known = state(session, cast.omar)
    assert (known.state, known.may_be_paid("USD")) == (State.PAUSED, False)
    assert known.until - clock.now() == timedelta(hours=48)
    assert "payee.method_changed" in notices(session, cast.omar)
    clock.move(timedelta(hours=48))
    assert state(session, cast.omar).state is State.READY


def test_pay_in_a_currency_that_no_account_takes_is_told_with_what_to_do(
    client, session, cast, account
):
    (earning,) = earned(cast.omar.id, 3_108)
    known = state(session, cast.omar)
    assert (known.may_be_paid("EUR"), known.may_be_paid("USD")) == (False, True)
    sign_in(client, cast.omar)
    assert "earned in EUR cannot go there" in client.get("/payouts/account").text
    assert "no bank account or card of yours at Stripe takes EUR" in (
        client.get(f"/earnings/{earning}").text
    )


def test_the_first_bank_pauses_nothing(session, cast, account):
    assert session.get_one(Payee, cast.omar.id).paused_until is None


def test_the_address_of_last_week_is_told_too(session, cast, at_stripe, account):
    with transaction() as writing:
        writing.add(
            MailChange(
                account_id=cast.omar.id,
                old_email="omar.before@example.org",
                new_email=cast.omar.email,
                done_at=clock.now() - timedelta(days=2),
            )
        )
        writing.add(
            MailChange(
                account_id=cast.omar.id,
                old_email="omar.long.ago@example.org",
                new_email="omar.before@example.org",
                done_at=clock.now() - timedelta(days=20),
            )
        )
    at_stripe.lever(f"accounts/{account}/complete", number="000111111116")
    reading.read_own(actor=cast.omar.actor)
    session.rollback()
    told = session.scalars(
        select(MailBody.recipient).where(MailBody.subject == "Where your pay goes was changed")
    ).all()
    assert "omar.before@example.org" in told
    assert "omar.long.ago@example.org" not in told


def test_changing_where_money_goes_asks_who_is_there(client, session, cast, at_stripe, account):
    sign_in(client, cast.omar)
    clock.move(timedelta(minutes=30))
    for path in ("change", "go-on"):
        answer = client.post(f"/payouts/account/{path}")
        assert answer.status_code == 303
        assert "/confirm" in answer.location


def test_an_older_reading_does_not_undo_a_newer_one(session, cast, at_stripe, account):
    old = reading.seen(stripe(), account)
    clock.move(timedelta(seconds=5))
    at_stripe.lever(f"accounts/{account}/restrict")
    reading.read_own(actor=cast.omar.actor)
    assert take_in(cast.omar.id, old) == "older than what is known"
    assert state(session, cast.omar).state is State.RESTRICTED


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_number_of_messages_ends_in_what_stripe_says(
    session, cast, at_stripe, account, seed
):
    dice = random.Random(seed)
    levers = ["restrict", "complete", "require"] * 2
    dice.shuffle(levers)
    told = [Told(kind, account, account) for kind in sorted(reading.KINDS) for _ in range(3)]
    dice.shuffle(told)
    for lever in levers:
        at_stripe.lever(f"accounts/{account}/{lever}")
        for _ in range(dice.randint(0, 3)):
            step = reading.read_told(told.pop())
            with transaction() as writing:
                step(writing)
    for last in told[:3]:
        step = reading.read_told(last)
        with transaction() as writing:
            step(writing)
    ended = state(session, cast.omar).state
    run("payees.read_again")
    assert state(session, cast.omar).state is ended


def test_somebody_elses_account_is_nothing_of_ours(cast, at_stripe):
    theirs = at_stripe.account()
    assert reading.read_told(Told("account.updated", theirs, theirs)) is None


def test_no_bank_number_is_anywhere_in_the_database(session, cast, at_stripe, account):
    at_stripe.lever(f"accounts/{account}/complete", number="000999888777")
    hear()
    run("payees.read_again")
    session.rollback()
    tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
    for table in tables:
        assert "999888777" not in str(session.execute(text(f'SELECT * FROM "{table}"')).all())


def test_finance_sees_who_can_be_paid(client, cast, at_stripe, account):
    sign_in(client, cast.fay)
    page = client.get("/payouts/payees").text
    assert "Omar" in page
    assert "Can be paid" in page
    one = client.get(f"/payouts/payees/{cast.omar.id}").text
    assert account in one
    asked = client.post(f"/payouts/payees/{cast.omar.id}/read", follow_redirects=True).text
    assert "how it stands at Stripe now" in asked


def test_a_bad_key_of_ours_takes_nobodys_account_away(
    app, session, cast, at_stripe, account, monkeypatch
):
    given = replace(app.extensions["fairtake_settings"], stripe_secret_key="sk_test_rolled!")
    monkeypatch.setitem(app.extensions, "fairtake_settings", given)
    app.extensions.pop("fairtake_stripe", None)
    clock.move(timedelta(days=1))
    run("payees.read_again")
    assert state(session, cast.omar).state is State.READY
    assert notices(session, cast.omar) == ["payee.ready"]


def test_an_account_that_stripe_does_not_answer_about_keeps_no_other_from_being_read(
    session, cast, at_stripe, account
):
    clock.move(timedelta(minutes=1))
    open_account(cast.mira)
    hers = account_of(session, cast.mira)
    at_stripe.lever(f"accounts/{hers}/complete")
    clock.move(timedelta(days=1))
    at_stripe.lever("fail_next", mode="500", path=f"/v2/core/accounts/{account}", count=3)
    run("payees.read_again")
    assert state(session, cast.mira).state is State.READY
    assert (
        session.get_one(Payee, cast.omar.id).read_at < session.get_one(Payee, cast.mira.id).read_at
    )


def test_who_opened_nothing_is_known_as_that(session, cast, at_stripe):
    found = queries.payee_states(session, [cast.omar.id, cast.mira.id])
    assert {each.state for each in found.values()} == {State.NONE}


@pytest.mark.parametrize("standing", [Standing.READY, Standing.RESTRICTED])
def test_who_only_needs_another_bank_reads_that(cast, standing):
    """Stripe stops an account whose bank sent money back; what it calls that says less."""
    ids = {"performer_id": cast.omar.id, "country": "US", "stripe_account": "acct_1"}
    payee = Payee(**ids, standing=standing, methods={"USD": "ba_1"}, broken=["USD"])
    found = state_of(payee)
    assert found.state is State.RESTRICTED
    assert found.sentence.startswith("Your bank sent a payment back.")
    payee.methods = {"USD": "ba_1", "EUR": "ba_2"}
    assert (state_of(payee).state is State.READY) == (standing is Standing.READY)
