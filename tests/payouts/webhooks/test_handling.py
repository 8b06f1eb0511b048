"""Whatever comes, in whatever order and number, ends in the state that Stripe knows."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation import clock
from foundation.database import transaction
from foundation.errors import Unavailable
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.jobs.models import JobRun
from foundation.notices.models import Notice
from payouts.stripe_gateway.errors import UnreadableAnswer
from payouts.stripe_gateway.one_by_one import GIVES_UP_AFTER
from payouts.webhooks import actions, handling, steps, working
from payouts.webhooks.errors import NothingWaits
from payouts.webhooks.jobs import JOBS
from payouts.webhooks.models import EventHandled, EventWaiting, FoundBy
from payouts.webhooks.working import STUCK_AFTER, has_due
from tests.cast import sign_in
from tests.payouts.webhooks.telling import AtStripe, event

HANDLE = JOBS[0]


@pytest.fixture
def at_stripe(monkeypatch):
    stripe = AtStripe()
    monkeypatch.setattr(handling, "handlers", (stripe.handler(),))
    return stripe


def told(*events):
    with transaction() as session:
        return steps.keep(session, events, FoundBy.TOLD)


def work(session):
    assert run_due([HANDLE], new_id(), even_if_not_due=True) == 1
    session.rollback()
    newest = select(JobRun.said).order_by(JobRun.fence.desc()).limit(1)
    return session.scalar(newest)


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def test_the_thing_is_read_again_and_not_believed_from_the_message(session, at_stripe):
    at_stripe.states["po_1"] = "failed"
    told(event("evt_1", kind="payout.paid"))
    assert work(session) == "1 handled, 0 failed"
    assert at_stripe.kept == {"po_1": ["failed"]}
    assert not has_due()


@pytest.mark.parametrize("seed", range(5))
def test_two_hundred_messages_in_any_order_and_number_end_in_one_state(session, at_stripe, seed):
    dice = random.Random(seed)
    things = [f"po_{n}" for n in range(10)]
    history = [(thing, state) for thing in things for state in ("pending", "paid", "failed")]
    messages = [
        event(
            f"evt_{thing}_{state}_{n}",
            about=thing,
            kind=dice.choice(("payout.paid", "payout.failed")),
        )
        for thing, state in history
        for n in range(3)
    ]
    messages += dice.choices(messages, k=200 - len(messages))
    dice.shuffle(messages)
    happened = iter(history)
    while messages:
        for thing, state in [next(happened, ("po_0", "failed")) for _ in range(dice.randint(1, 9))]:
            at_stripe.states[thing] = state
        batch = [messages.pop() for _ in range(min(len(messages), dice.randint(1, 40)))]
        told(*batch)
        work(session)
    for thing, state in happened:
        at_stripe.states[thing] = state
    told(*(event(f"evt_last_{thing}", about=thing) for thing in things))
    work(session)
    assert {thing: states[-1] for thing, states in at_stripe.kept.items()} == dict.fromkeys(
        things, "failed"
    )
    assert count(session, EventWaiting) == 0


def test_many_about_one_thing_are_one_question(session, at_stripe):
    told(*(event(f"evt_{n}") for n in range(50)))
    assert work(session) == "50 handled, 0 failed"
    assert at_stripe.reads == ["po_1"]


def test_what_fails_waits_and_the_others_go_on(session, at_stripe):
    def trip(told):
        if told.about == "po_bad":
            raise ValueError("Omar's name")

    at_stripe.before_reading = trip
    told(event("evt_1", about="po_bad"), event("evt_2", about="po_good"))
    assert work(session) == "1 handled, 1 failed"
    waiting = session.scalars(select(EventWaiting)).one()
    assert (waiting.tries, waiting.failed_because) == (1, "ValueError")
    assert work(session) == "0 handled, 0 failed"  # Its pause is not over.
    at_stripe.before_reading = lambda told: None
    clock.move(timedelta(minutes=2))
    assert work(session) == "1 handled, 0 failed"


def test_what_fails_again_and_again_is_told_once_to_those_who_can_act(session, cast, at_stripe):
    def trip(_told):
        raise ValueError

    at_stripe.before_reading = trip
    told(event("evt_1"))
    for _ in range(STUCK_AFTER + 3):
        work(session)
        clock.move(timedelta(hours=7))
    stuck = session.scalars(select(Notice).where(Notice.kind == "stripe_event.stuck")).all()
    assert {row.account_id for row in stuck} == {cast.fay.id, cast.admin.id}
    assert len(stuck) == 2


def test_when_stripe_does_not_answer_nothing_counts_as_failed(session, at_stripe):
    def away(_told):
        raise Unavailable

    at_stripe.before_reading = away
    told(event("evt_1"))
    assert "the rest waits" in work(session)
    assert session.scalars(select(EventWaiting)).one().tries == 0


def test_what_stripe_never_answers_about_holds_nobody_else_up(session, at_stripe):
    def away(told):
        if told.about == "po_bad":
            raise Unavailable

    at_stripe.before_reading = away
    told(event("evt_bad", about="po_bad"), *(event(f"evt_{n}", about=f"po_{n}") for n in range(9)))
    for _ in range(3):
        work(session)
        clock.move(timedelta(minutes=1))
    assert len(at_stripe.kept) == 9
    assert session.scalars(select(EventWaiting)).one().tries == 0


def test_when_stripe_is_away_it_is_not_asked_about_everything(session, at_stripe):
    def away(_told):
        asked.append(1)
        raise Unavailable

    asked = []
    at_stripe.before_reading = away
    told(*(event(f"evt_{n}", about=f"po_{n}") for n in range(50)))
    assert "the rest waits" in work(session)
    assert len(asked) == GIVES_UP_AFTER
    assert {each.failed_because for each in session.scalars(select(EventWaiting))} == {""}


def test_an_answer_that_nobody_can_read_is_a_failure_that_finance_hears_of(session, at_stripe):
    def unreadable(_told):
        raise UnreadableAnswer("payout")

    at_stripe.before_reading = unreadable
    told(event("evt_1"))
    assert work(session) == "0 handled, 1 failed"
    assert session.scalars(select(EventWaiting)).one().tries == 1


def test_a_crash_after_reading_leaves_it_to_the_next(session, at_stripe, monkeypatch):
    told(event("evt_1"))
    at_stripe.states["po_1"] = "paid"
    crashing = AtStripe()
    monkeypatch.setattr(handling, "handlers", (_that_crashes(crashing),))
    work(session)
    assert count(session, EventHandled) == 0
    monkeypatch.setattr(handling, "handlers", (at_stripe.handler(),))
    clock.move(timedelta(minutes=2))
    work(session)
    assert at_stripe.kept == {"po_1": ["paid"]}
    assert count(session, EventHandled) == 1


def _that_crashes(stripe):
    whole = stripe.handler()

    def read(told):
        step = whole.read(told)

        def half(session):
            step(session)
            raise RuntimeError

        return half

    return handling.Handler("test", whole.kinds, read)


def test_of_two_workers_one_handles_it(session, at_stripe):
    """The other reads the same, and finds that there is nothing left to do."""
    told(event("evt_1"))
    again = []

    def meanwhile(_told):
        if not again:
            again.append(1)
            for each in working._due(session):
                working._handle(each)

    at_stripe.before_reading = meanwhile
    assert work(session) == "0 handled, 0 failed"
    assert count(session, EventHandled) == 1


def test_a_kind_that_nobody_wants_is_at_its_end(session, at_stripe):
    told(event("evt_1", kind="customer.created"))
    work(session)
    assert session.scalars(select(EventHandled)).one().said == "nothing of ours"
    assert at_stripe.reads == []


def test_finance_has_what_failed_tried_again(client, session, cast, at_stripe):
    def trip(_told):
        raise ValueError

    at_stripe.before_reading = trip
    told(event("evt_1"))
    work(session)
    sign_in(client, cast.fay)
    assert "ValueError" in client.get("/stripe/events").text
    at_stripe.before_reading = lambda told: None
    waiting = session.scalars(select(EventWaiting)).one().event_id
    answer = client.post(f"/stripe/events/{waiting}/try-again", follow_redirects=True)
    assert "tried again in a moment" in answer.text
    assert work(session) == "1 handled, 0 failed"
    with pytest.raises(NothingWaits):
        actions.try_again(waiting, actor=cast.fay.actor)
    assert actions.try_all_again(actor=cast.fay.actor) == 0
