"""Twice the payees are twice the work: no batch goes through what the others are for.

Counted is what the database does for each payee, in steps of its own machine, so that no clock and
no other program decides."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text

from bench.pay_run_local import Watch, earn, whole_run
from foundation import clock
from foundation.database import db, transaction
from payouts.earnings import collecting
from payouts.pay_runs import counting_again, planning
from payouts.statements import jobs as statements
from payouts.transfers import sending
from tests.cast import START

FEW, MANY = 12, 48
MOST = 1.05
"""Times as much for each payee of many: the same steps, and now and then a page more."""
_COUNTED = 10


class Steps(Watch):
    """How many steps SQLite made for each payee, by part."""

    def __init__(self, payees: int) -> None:
        super().__init__()
        self.payees, self.made, self.each = payees, 0, dict[str, float]()

    @contextmanager
    def times(self, part: str) -> Iterator[None]:
        def count() -> int:
            self.made += _COUNTED
            return 0

        def counts(connection, *_: object) -> None:
            connection.set_progress_handler(count, _COUNTED)

        self.made = 0
        db.session.remove()
        event.listen(db.engine, "checkout", counts)
        try:
            yield
        finally:
            event.remove(db.engine, "checkout", counts)
        self.each[part] = self.made / self.payees


@pytest.fixture
def in_twos(monkeypatch):
    for module, name in (
        (collecting, "AT_ONCE"),
        (planning, "AT_ONCE"),
        (counting_again, "_AT_ONCE"),
        (statements, "_AT_ONCE"),
        (sending, "SIDE_BY_SIDE"),
    ):
        monkeypatch.setattr(module, name, 2)


def grown() -> dict[str, float]:
    """By part, how much more each payee of a large run costs than one of a small run."""
    found = []
    for weeks, payees in enumerate((FEW, MANY)):
        clock.hold(START.replace(day=START.day + 7 * weeks))
        earn(payees, first=1_000 * weeks)
        found.append(Steps(payees))
        whole_run(found[-1])
    few, many = (each.each for each in found)
    return {part: many[part] / few[part] for part in few}


def test_each_payee_costs_the_same_however_many_there_are(app, in_twos):
    more = grown()
    assert max(more.values()) < MOST, more


def test_and_it_is_found_where_a_batch_goes_through_all(app, in_twos):
    with transaction() as session:
        for index in (
            "ix_marketplace_fact_published_at_id",
            "ix_payouts_earning_state_performer_id",
            "ix_payouts_payout_state_planned_at_id",
            "ix_marketplace_role_grant_account_id",
        ):
            session.execute(text(f"DROP INDEX {index}"))
    more = grown()
    assert min(more[part] for part in ("collect", "plan", "send", "tell")) > MOST, more
