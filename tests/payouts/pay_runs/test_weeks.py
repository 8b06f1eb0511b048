"""A year of pay runs by the calendar: weeks in which clocks change, ends of months and of the year,
schedulers that come every few hours, twice, or not for days. Everything once, and on its day."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from foundation import clock
from payouts.pay_runs import opening, rules
from payouts.pay_runs.models import Payout, PayoutLine, RunKind
from tests.payouts.pay_runs.earned import all_of, earn, faults, runs

pytestmark = pytest.mark.usefixtures("session")


NEW_YORK = ZoneInfo("America/New_York")
HALF_PAST_ONE = time(1, 30)
"""Comes twice on 1 November 2026: the first counts."""


@dataclass
class Calendar:
    """What was approved when."""

    earned: dict = field(default_factory=dict)

    def work(self, performer_id, at: datetime) -> None:
        self.earned[earn(performer_id, 1_000, at=at)] = at

    def otherwise_than_once(self) -> list[str]:
        """In the first run that was planned after its cut-off, and in no other."""
        ends = {each.id: each.ends_at for each in runs()}
        found = [f"{end} is no cut-off" for end in ends.values() if not is_cut_off(end)]
        run_of = {each.id: each.run_id for each in all_of(Payout)}
        lines = all_of(PayoutLine)
        times = Counter(each.earning_id for each in lines)
        found += [f"{id_} is in {times[id_]} payouts" for id_ in self.earned if times[id_] != 1]
        for line in lines:
            at, end = self.earned[line.earning_id], ends[run_of[line.payout_id]]
            first = min(each for each in ends.values() if each > at)
            if end != first:
                found.append(f"approved {at}, in the run until {end} and not until {first}")
        return found + faults()


def is_cut_off(instant: datetime) -> bool:
    there = instant.astimezone(NEW_YORK)
    on_sunday = there.weekday() == 6 and there.time() == HALF_PAST_ONE
    return on_sunday and there.fold == 0


@pytest.fixture
def in_new_york(cast):
    """From the second week on: what Berlin began ends as it was announced."""
    clock.hold(datetime(2026, 10, 12, 9, tzinfo=UTC))
    rules.change_schedule(
        weekday=6,
        cut_off=HALF_PAST_ONE,
        zone="America/New_York",
        pay_weekday=4,
        because="Where they live.",
        actor=cast.fay.actor,
    )
    return Calendar()


def played(calendar: Calendar, person, weeks: int, seed: int) -> None:
    """From half past one that comes twice (1 November) over months' and the year's ends, to half
    past one on the Sunday of March whose half past two is none."""
    dice = Random(seed)
    begin = datetime(2026, 10, 20, tzinfo=UTC)
    instants = sorted(
        begin + timedelta(seconds=dice.randrange(weeks * 7 * 86_400)) for _ in range(2 * weeks)
    )
    # At the cut-off that comes twice, and at the ends of a month and the year.
    instants += [datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in (5, 6)]
    instants += [datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)]
    visits = begin
    for at in sorted(instants):
        while visits < at:
            clock.hold(visits)
            for _ in range(dice.randint(1, 2)):
                opening.plan_due()
            visits += timedelta(hours=dice.choice((1, 5, 30, 100)))
        clock.hold(max(at, clock.now()))
        calendar.work(person.id, at)
    for _ in range(3):
        clock.move(timedelta(days=7))
        opening.plan_due()


@pytest.mark.parametrize("seed", range(2))
def test_everything_is_planned_once_and_on_its_day(in_new_york, cast, seed):
    played(in_new_york, cast.omar, weeks=22, seed=seed)
    assert in_new_york.otherwise_than_once() == []
    scheduled = [each for each in runs() if each.kind is RunKind.SCHEDULED]
    days = [each.period_starts_on for each in scheduled]
    assert len(set(days)) == len(days) > 10
    assert all(
        each.pay_on.weekday() == 4 or each.pay_on == each.planned_at.date() for each in runs()
    )


def test_a_cut_off_that_is_taken_late_would_be_found_out(in_new_york, cast, monkeypatch):
    """The planted fault: a period takes what was approved at its cut-off, too."""
    at = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    clock.hold(at)
    in_new_york.work(cast.omar.id, at)
    honest = opening._run

    def longer(*said, **more):
        return honest(*said, **{**more, "ends_at": more["ends_at"] + timedelta(seconds=1)})

    monkeypatch.setattr(opening, "_run", longer)
    clock.move(timedelta(hours=1))
    opening.plan_due()
    assert any("is no cut-off" in each for each in in_new_york.otherwise_than_once())
