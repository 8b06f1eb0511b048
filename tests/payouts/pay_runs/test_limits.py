"""A sum above the limit that somebody cuts into several runs: two people stand for it all the
same."""

import re
from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import db
from payouts.pay_runs import approving, limits, opening, sums
from payouts.pay_runs.models import Payout, RunState
from tests.cast import sign_in
from tests.databases.crowd import at_once
from tests.payouts.pay_runs.earned import all_of, earn, over, runs

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("session")


def planned(cast, amount: int = 600_000, currency: str = "EUR"):
    earn(cast.omar.id, amount, currency)
    clock.move(MINUTE)
    return opening.plan_on_demand(because="It is urgent.", actor=cast.fay.actor)


def seen(run_id) -> str:
    db.session.rollback()
    (run,) = [each for each in runs() if each.id == run_id]
    return sums.fingerprint(run, sums.totals(db.session(), [run_id])[run_id])


def approve(run_id, person) -> bool:
    return approving.approve_run(run_id, seen(run_id), actor=person.actor)


def test_what_is_split_over_two_runs_needs_two_people(cast):
    assert approve(planned(cast), cast.fay)
    second = planned(cast)
    assert not approve(second, cast.fay)
    assert approve(second, cast.admin)


def test_whoever_the_one_person_was(cast):
    assert approve(planned(cast), cast.admin)
    assert not approve(planned(cast), cast.fay)


def test_up_to_the_limit_one_is_enough(cast):
    assert approve(planned(cast), cast.fay)
    assert approve(planned(cast, 400_000), cast.fay)
    assert not approve(planned(cast, 10_000), cast.fay)


def test_another_currency_does_not_count(cast):
    assert approve(planned(cast), cast.fay)
    assert approve(planned(cast, 600_000, "USD"), cast.fay)


def test_it_is_the_last_seven_days_that_count(cast):
    assert approve(planned(cast), cast.fay)
    waits = planned(cast)
    clock.move(timedelta(days=limits.DAYS, seconds=-1) - MINUTE)
    assert not approve(waits, cast.fay)
    clock.move(timedelta(seconds=1))
    assert approve(waits, cast.admin)
    clock.move(timedelta(days=limits.DAYS))
    assert approve(planned(cast), cast.fay)


def test_what_two_people_approved_does_not_count(cast):
    both = planned(cast, 1_200_000)
    assert not approve(both, cast.fay)
    assert approve(both, cast.admin)
    assert approve(planned(cast), cast.fay)


def test_who_approved_an_earlier_plan_of_it_does_not_make_two(cast, monkeypatch):
    """The first saw more than was let go of in the end, by another alone."""
    earn(cast.mira.id, 1_000)
    run_id = planned(cast)
    with monkeypatch.context() as patched:
        patched.setattr(limits, "people_needed", lambda *_: 2)
        assert not approve(run_id, cast.admin)
    (one,) = (each for each in payouts_in(run_id) if each.performer_id == cast.mira.id)
    approving.take_out(one.id, "Later.", actor=cast.fay.actor)
    assert approve(run_id, cast.fay)
    assert not approve(planned(cast), cast.fay)


def payouts_in(run_id):
    return [each for each in all_of(Payout) if each.run_id == run_id]


def said(client, run_id) -> str:
    """Without its tags."""
    return re.sub("<[^>]*>", "", client.get(f"/finance/runs/{run_id}").text)


def test_the_page_says_with_what_it_is_above(cast, client):
    approve(planned(cast), cast.fay)
    run_id = planned(cast)
    sign_in(client, cast.fay)
    page = said(client, run_id)
    assert "With the last 7 days this is €12,000.00" in page
    assert "€6,000.00 were approved by one person alone" in page
    assert "above €10,000.00, so a second person must approve it" in page
    assert "One approval is enough" not in page


def test_of_one_large_run_the_page_says_so_alone(cast, client):
    run_id = planned(cast, 1_000_001)
    sign_in(client, cast.fay)
    page = said(client, run_id)
    assert "This is €10,000.01 as it was planned, above €10,000.00, so a second" in page


@pytest.mark.usefixtures("each_connection")
def test_two_runs_at_once_by_one_person_each(app, cast):
    """One of them is first, and the other finds it."""
    ids = []
    for _ in range(2):
        earn(cast.omar.id, 600_000)
        over()
        ids.append(opening.plan_due())
    people, prints = (cast.fay, cast.admin), [seen(each) for each in ids]
    outcomes = at_once(
        app, 2, lambda n: approving.approve_run(ids[n], prints[n], actor=people[n].actor)
    )
    assert sorted(outcomes) == [False, True]
    assert sorted(each.state for each in runs()) == [RunState.APPROVED, RunState.PLANNED]
