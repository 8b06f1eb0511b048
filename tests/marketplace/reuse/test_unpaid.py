"""An order that nobody pays for is in nobody's way."""

import pytest

from marketplace.reuse import actions, jobs
from marketplace.reuse.actions import NewReuse
from tests.marketplace.renewals.ending import run
from tests.marketplace.reuse.wanted import PURPOSE, a_paper, accepted, fund, number_of, wanted


@pytest.mark.usefixtures("session")
def test_who_does_not_pay_keeps_nobody_behind_waiting(cast, monkeypatch):
    monkeypatch.setattr(jobs, "_AT_ONCE", 1)
    take_id = accepted(cast)
    wanted(cast, take_id)
    new = NewReuse(number=number_of(take_id), version_id=a_paper(), purpose=PURPOSE)
    paid = actions.ask_to_use_again(new, actor=cast.rolf.actor)
    fund(paid)
    assert run(jobs.ask) == "2 asked"
