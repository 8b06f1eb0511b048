"""Hours that cannot be approved yet, or fail, keep nobody else's waiting."""

import pytest

from marketplace.hours import jobs
from marketplace.hours.disputing import dispute_line
from marketplace.hours.models import LineKind
from tests.marketplace.hours.worked import earned, later, over, run, sheet

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def two(cast):
    """Both with their timesheet, in the order in which the job finds them."""
    booking_id = over(cast)
    found = [(sheet(booking_id, each).id, each) for each in (cast.omar, cast.mira)]
    return sorted(found, key=lambda each: each[0])


def test_what_is_disputed_crowds_nobody_out(two, monkeypatch):
    monkeypatch.setattr(jobs, "_AT_ONCE", 1)
    (disputed, first), (_, second) = two
    later(days=6)
    dispute_line(disputed, LineKind.CALL, "It was longer.", actor=first.actor)
    later(days=1)
    run("hours.approve")
    assert ("hours", 170, 17000) in earned(second)


def test_one_that_fails_holds_up_no_other(two, monkeypatch):
    """Planted: the first that is due fails each time."""
    (stuck, first), (_, second) = two
    decide = jobs.decide_open

    def decide_others(session, one, **named):
        if one.id == stuck:
            raise LookupError
        return decide(session, one, **named)

    monkeypatch.setattr(jobs, "decide_open", decide_others)
    later(days=7)
    assert earned(first) == []
    assert ("hours", 170, 17000) in earned(second)
