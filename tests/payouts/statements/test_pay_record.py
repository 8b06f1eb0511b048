"""How punctual we are, in public: counted honestly, not shown where it would tell on somebody."""

from collections import Counter
from datetime import timedelta

import pytest

from foundation import clock
from foundation.clock import now
from foundation.database import db, transaction
from payouts.earnings.models import Earning
from payouts.pay_runs.models import Payout
from payouts.statements import record
from payouts.statements.jobs import JOBS
from payouts.statements.models import PayRecord
from tests.payouts.pay_runs.earned import all_of, earn
from tests.payouts.statements.told import let_go, paid, returned, run_jobs

pytestmark = pytest.mark.usefixtures("session")


def counted():
    db.session.rollback()
    return record.counted(db.session(), now().date())


def in_one_run(cast, *days_to_pay_by):
    """Earnings of one performer, worked today, to be paid within so many days."""
    today = now().date()
    ids = [
        earn(cast.omar.id, 1_000, pay_by=today + timedelta(days=each)) for each in days_to_pay_by
    ]
    let_go(cast)
    return ids


def pay_all():
    for payout in all_of(Payout):
        paid(payout.id)


def test_the_last_day_is_on_time_and_the_day_after_is_late(cast, each_database):
    in_one_run(cast, 30, 6, 7)
    pay_all()
    found = counted()
    assert (found.on_time, found.late, found.median_days, found.payouts) == (2, 1, 7, 1)


def test_what_should_be_there_and_is_not_is_late(cast):
    in_one_run(cast, 30, 8)
    assert counted().late == 0
    clock.move(timedelta(days=2))
    assert (counted().on_time, counted().late) == (0, 1)


def test_what_came_back_was_not_paid(cast):
    in_one_run(cast, 30)
    pay_all()
    returned(all_of(Payout)[0].id)
    assert (counted().on_time, counted().payouts) == (0, 0)


def test_the_median_is_over_pieces_of_work():
    assert record._median(Counter({3: 1, 7: 2, 40: 1})) == 7
    assert record._median(Counter()) == 0


def kept(payouts):
    with transaction() as session:
        row = PayRecord(
            counted_on=now().date(), payouts=payouts, on_time=1999, late=1, median_days=1
        )
        session.add(row)


def test_below_twenty_payouts_nothing_is_shown(client):
    kept(record.FEWEST - 1)
    text = client.get("/pay-record").text
    assert "Too little to tell yet" in text
    assert "1999" not in text


def test_from_twenty_on_it_is_shown_to_everybody_and_rounded_down(client):
    kept(record.FEWEST)
    text = client.get("/pay-record").text
    for said in ("99.9 %", "1999 of 2000", "1 day<", "Late is what came later."):
        assert said in text


def test_it_is_counted_once_a_day(cast):
    in_one_run(cast, 30)
    pay_all()
    for _ in range(2):
        run_jobs(JOBS)
    assert [each.payouts for each in all_of(PayRecord)] == [1]
    assert len(all_of(Earning)) == 1
