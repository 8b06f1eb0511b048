"""Statements, taxes and finance's overview with something in them, on a desk and on a phone."""

from datetime import date

import pytest

from marketplace.facts.models import FactKind
from payouts.taxes.actions import declare_status
from tests.browser.visiting import visit
from tests.payouts.earnings.earned import earned
from tests.payouts.pay_runs.earned import earn, hold
from tests.payouts.payable import everybody_can_be_paid  # noqa: F401 - a fixture
from tests.payouts.statements.told import let_go, paid, payout_of

pytestmark = pytest.mark.usefixtures("everybody_can_be_paid")


@pytest.fixture
def run_id(everybody_can_be_paid, cast):  # noqa: F811 - the fixture
    held = earn(cast.omar.id, 3_108, "USD")
    earn(cast.omar.id, 250_000, "USD")
    earned(cast.omar.id, 40_000, kind=FactKind.ROYALTY.value, currency="USD")
    hold(held, date(2026, 4, 1))
    declare_status(country="US", us_person=True, actor=cast.omar.actor)
    run_id = let_go(cast)
    paid(payout_of(run_id, cast.omar.id))
    return run_id


def test_a_performer_reads_them(page, cast, sign_in_as, run_id):
    sign_in_as(cast.omar)
    visit(page, "/statements", name="statements.full")
    visit(page, f"/statements/{run_id}", name="statement.full")
    assert "Held until" in page.content()
    assert "because Form W-9 is missing" in page.content()
    visit(page, "/taxes", name="taxes.full")


def test_finance_reads_them(page, cast, sign_in_as, run_id):
    sign_in_as(cast.fay)
    visit(page, "/finance/overview", name="overview.full")
    visit(page, "/finance/taxes?year=2026", name="tax_reports.full")
    visit(page, f"/finance/taxes/payees/{cast.omar.id}", name="tax_payee.full")
